import { gzipSync } from 'node:zlib';
import { newId } from '../../domain/shared/ids.ts';
import { BATCH, type CloudEvent, capabilities as capabilitiesSchema, SINGLE, sourceOf } from '../../sync/wire.ts';
import type { Remote } from './remote.ts';
import type { Rule } from './rule.ts';
import { answered, refused, rejectedAs, standNowhere, standOnce, unless } from './saying.ts';

/** Bytes that the bomb is unpacked, and about a thousandth of it on the wire. */
const BOMB = 32 * 1024 * 1024;

const SQL = [
  "'; DROP TABLE events; --",
  "' OR '1'='1",
  `") ; DELETE FROM event; --`,
  "x' UNION SELECT token FROM register --",
  '$1; TRUNCATE change; $$',
  "\\'; SELECT pg_sleep(20); --",
  '%s%n {{7*7}} #{7*7}',
];
/** Text that a database or a parser may choke on. */
const ODD = ['\u0000', 'a\u0000b', '\ud800', '\u202e', 'a\ufeff', '🏪', '\\u0000', '__proto__', '"', '\\'];

const padded = (event: CloudEvent, bytes: number): CloudEvent => ({
  ...event,
  data: { ...event.data, openedBy: 'x'.repeat(bytes) },
});

const stillTakes = async (remote: Remote): Promise<string[]> => {
  const event = remote.event();
  const { status, result } = await remote.send(event);
  return unless(result?.outcome === 'accepted', `the next event is answered ${status}`);
};

/** What is wrong, too large or not allowed is refused, and changes nothing. */
export const safetyRules: readonly Rule[] = [
  {
    name: 'without a valid token everything is refused with 401',
    needs: 'hub',
    async check(remote) {
      const event = remote.event();
      const tokens = [null, 'x', `${remote.token ?? ''}x`, (remote.token ?? '').slice(0, -1) || 'y'];
      const seen: string[] = [];
      for (const token of tokens) {
        const name = token === null ? 'without a token' : 'with a wrong token';
        seen.push(...refused(await remote.send(event, { token }), `an event ${name}`, [401]));
        seen.push(...refused(await remote.get('changes?limit=1', token), `a look at the changes ${name}`, [401]));
        const { status, json } = await remote.get('capabilities', token);
        const told = capabilitiesSchema.safeParse(json).data?.register ?? null;
        seen.push(...unless(status === 401 || told === null, `capabilities tell of a register ${name}`));
      }
      return [...seen, ...standNowhere(await remote.written(), [event])];
    },
  },
  {
    name: 'events of another source are refused with 403',
    needs: 'hub',
    async check(remote) {
      const event = { ...remote.event(), source: sourceOf({ id: newId(), incarnation: newId() }) };
      const own = remote.event();
      const seen = refused(await remote.send(event), 'a single one', [403]);
      if (remote.capabilities?.batch) {
        const { status, results } = await remote.sendBatch([own, event]);
        if (status !== 403) seen.push(...rejectedAs(results, 1, 'foreign-source'));
      }
      return [...seen, ...standNowhere(await remote.written(), [event])];
    },
  },
  {
    name: 'an event that is too large is refused',
    needs: 'hub',
    async check(remote) {
      const [first, second, third] = remote.events(3) as [CloudEvent, CloudEvent, CloudEvent];
      const large = padded(second, remote.capabilities?.maxEventBytes ?? 0);
      const seen = refused(await remote.send(large), 'a single one', [413]);
      if (remote.capabilities?.batch) {
        const { results } = await remote.sendBatch([first, large, third]);
        seen.push(
          ...answered(results, [first, large, third], ['accepted', 'rejected', 'accepted']),
          ...rejectedAs(results, 1, 'too-large'),
        );
      }
      return [...seen, ...standNowhere(await remote.written(), [large])];
    },
  },
  {
    name: 'a batch that is too large is refused whole',
    needs: 'batch',
    async check(remote) {
      const { maxEvents = 0, maxBytes = 0 } = remote.capabilities?.batch ?? {};
      const many = remote.events(maxEvents + 1);
      const eventBytes = Math.floor((remote.capabilities?.maxEventBytes ?? 0) / 2);
      const heavy = remote.events(Math.ceil(maxBytes / eventBytes) + 1).map((event) => padded(event, eventBytes));
      return [
        ...refused(await remote.sendBatch(many), `one of ${many.length} events`, [413]),
        ...refused(await remote.sendBatch(heavy), `one of more than ${maxBytes} bytes`, [413]),
        ...refused(await remote.sendBatch(heavy, { gzip: true }), `one of more than ${maxBytes} bytes, packed`, [413]),
        ...standNowhere(await remote.written(), [...many, ...heavy]),
      ];
    },
  },
  {
    name: 'a compression bomb is refused, and the next event taken',
    needs: 'hub',
    async check(remote) {
      const bomb = gzipSync(Buffer.alloc(BOMB, ' '));
      const seen: string[] = [];
      for (const contentType of [SINGLE, BATCH]) {
        seen.push(...refused(await remote.post(bomb, { contentType, isPacked: true }), 'it', [400, 413]));
      }
      return [...seen, ...(await stillTakes(remote))];
    },
  },
  {
    name: 'what says gzip and is not is refused',
    needs: 'hub',
    async check(remote) {
      const half = gzipSync(JSON.stringify(remote.event())).subarray(0, 60);
      const seen: string[] = [];
      for (const body of [Buffer.from('not packed'), half]) {
        seen.push(...refused(await remote.post(body, { contentType: SINGLE, isPacked: true }), 'it', [400, 413, 415]));
      }
      return [...seen, ...(await stillTakes(remote))];
    },
  },
  {
    name: 'another content type is refused with 415',
    needs: 'anything',
    async check(remote) {
      const event = remote.event();
      const body = JSON.stringify(event);
      const seen: string[] = [];
      for (const contentType of ['application/json', 'text/plain', 'application/x-www-form-urlencoded']) {
        seen.push(...refused(await remote.post(body, { contentType }), contentType, [415]));
      }
      return [...seen, ...(remote.capabilities ? standNowhere(await remote.written(), [event]) : [])];
    },
  },
  {
    name: 'what is no event is refused',
    needs: 'anything',
    async check(remote) {
      const right = JSON.stringify(remote.event());
      const { source: _, ...lacking } = remote.event();
      const bodies = [right.slice(0, -1), '', 'null', '7', '[]', '{}', '"text"', `${right}${right}`, JSON.stringify(lacking)];
      const seen: string[] = [];
      for (const body of bodies)
        seen.push(...refused(await remote.post(body, { contentType: SINGLE }), body.slice(0, 30) || 'nothing'));
      return [...seen, ...(await stillTakes(remote))];
    },
  },
  {
    name: 'what is no batch is refused, and an event without its shape by itself',
    needs: 'batch',
    async check(remote) {
      const [first, second, third] = remote.events(3) as [CloudEvent, CloudEvent, CloudEvent];
      const seen: string[] = [];
      for (const body of [`[${JSON.stringify(first)}`, '{}', 'null', '"text"']) {
        seen.push(...refused(await remote.post(body, { contentType: BATCH }), body.slice(0, 30)));
      }
      const shapeless = { ...second, data: { number: 'one' } };
      const { results } = await remote.sendBatch([first, shapeless, third]);
      return [
        ...seen,
        ...answered(results, [first, shapeless, third], ['accepted', 'rejected', 'accepted']),
        ...rejectedAs(results, 1, 'invalid'),
        ...standNowhere(await remote.written(), [second]),
      ];
    },
  },
  {
    name: 'SQL in any field is text or refused, and does nothing',
    needs: 'hub',
    async check(remote) {
      const before = (await remote.written()).map(({ event }) => event);
      const seen: string[] = [];
      const taken: CloudEvent[] = [];
      for (const sql of SQL) {
        const event = { ...remote.event(sql), id: `${newId()} ${sql}`, partitionkey: sql };
        const { status, result } = await remote.send(event);
        taken.push(event);
        seen.push(...unless(result?.outcome === 'accepted', `${sql} as id, key and data is answered ${status}`));
        for (const field of ['type', 'source', 'sequence', 'time', 'specversion', 'datacontenttype'] as const) {
          const spoilt = { ...remote.event(), [field]: sql } as CloudEvent;
          seen.push(...refused(await remote.send(spoilt), `${sql} as ${field}`));
        }
        const asked = encodeURIComponent(sql);
        for (const query of [`cursor=${asked}`, `limit=${asked}`, `wait=${asked}`]) {
          seen.push(...refused(await remote.get(`changes?${query}`), `changes?${query}`));
        }
        seen.push(...refused(await remote.get('changes?limit=1', sql), `${sql} as token`, [401]));
      }
      return [...seen, ...standOnce(await remote.written(), [...before, ...taken])];
    },
  },
  {
    name: 'odd text is kept as it is or refused, and is never an error',
    needs: 'hub',
    async check(remote) {
      const seen: string[] = [];
      const taken: CloudEvent[] = [];
      for (const text of ODD) {
        for (const event of [
          remote.event(text),
          { ...remote.event(), partitionkey: text },
          { ...remote.event(), id: `${newId()}${text}` },
        ]) {
          const { status, result } = await remote.send(event);
          seen.push(...unless(result !== null, `${JSON.stringify(text)} is answered ${status}`));
          if (result?.outcome === 'accepted') taken.push(event);
        }
      }
      return [...seen, ...standOnce(await remote.written(), taken), ...(await stillTakes(remote))];
    },
  },
];
