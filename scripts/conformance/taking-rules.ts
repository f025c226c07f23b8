import type { CloudEvent } from '../../sync/wire.ts';
import type { Rule } from './rule.ts';
import { answered, refused, rejectedAs, standNowhere, standOnce, unless } from './saying.ts';

const PARALLEL = 16;
const UNKNOWN_TYPE = 'app.tillwright.nothing.happened.v1';

const withData = (event: CloudEvent, openedBy: string): CloudEvent => ({ ...event, data: { ...event.data, openedBy } });

/** What arrives is taken, once. */
export const takingRules: readonly Rule[] = [
  {
    name: 'a single event is taken',
    needs: 'anything',
    isVital: true,
    async check(remote) {
      const event = remote.event();
      const { status, result } = await remote.send(event);
      const isTaken = status >= 200 && status < 300 && result?.outcome === 'accepted';
      return [
        ...unless(isTaken, `it is answered ${status} ${result?.outcome ?? 'with a page'}`),
        ...(remote.capabilities ? standOnce(await remote.written(), [event]) : []),
      ];
    },
  },
  {
    name: 'the same event again is confirmed and taken once',
    needs: 'anything',
    isVital: true,
    async check(remote) {
      const event = remote.event();
      await remote.send(event);
      const { status, result } = await remote.send(event);
      const seen = unless(status >= 200 && status < 300 && result !== null, `it is answered ${status} the second time`);
      if (!remote.capabilities) return seen;
      const isDuplicate = result?.outcome === 'duplicate';
      return [
        ...seen,
        ...unless(isDuplicate, 'it is no duplicate the second time'),
        ...standOnce(await remote.written(), [event]),
      ];
    },
  },
  {
    name: 'the same event with its keys in another order is the same',
    needs: 'hub',
    async check(remote) {
      const event = remote.event();
      await remote.send(event);
      const turned = Object.fromEntries(Object.entries(event).toReversed()) as CloudEvent;
      const data = Object.fromEntries(Object.entries(event.data).toReversed());
      const { result } = await remote.send({ ...turned, data });
      return unless(result?.outcome === 'duplicate', `it is ${result?.outcome ?? 'nothing'} and not duplicate`);
    },
  },
  {
    name: 'a batch is taken, and its answer names every event in order',
    needs: 'batch',
    async check(remote) {
      const events = remote.events(20);
      const more = remote.events(2);
      const mixed = [more[0], events[3], more[1]].flatMap((event) => event ?? []);
      return [
        ...answered(
          (await remote.sendBatch(events)).results,
          events,
          events.map(() => 'accepted'),
        ),
        ...answered(
          (await remote.sendBatch(events)).results,
          events,
          events.map(() => 'duplicate'),
        ),
        ...answered((await remote.sendBatch(mixed)).results, mixed, ['accepted', 'duplicate', 'accepted']),
        ...standOnce(await remote.written(), [...events, ...more]),
      ];
    },
  },
  {
    name: 'events of a batch stand in the changes as they were sent',
    needs: 'batch',
    async check(remote) {
      const events = remote.events(12).map((event) => ({ ...event, partitionkey: 'one and the same' }));
      await remote.sendBatch(events);
      const order = (await remote.written()).map(({ event }) => event.id).filter((id) => events.some((event) => event.id === id));
      return unless(order.join() === events.map(({ id }) => id).join(), 'their order in the changes is another');
    },
  },
  {
    name: 'an event that comes twice in one batch is taken once',
    needs: 'batch',
    async check(remote) {
      const event = remote.event();
      const { results } = await remote.sendBatch([event, event]);
      return [...answered(results, [event, event], ['accepted', 'duplicate']), ...standOnce(await remote.written(), [event])];
    },
  },
  {
    name: 'a known id with another body is refused',
    needs: 'hub',
    async check(remote) {
      const event = remote.event();
      await remote.send(event);
      const other = withData(event, 'somebody else');
      const batch = remote.capabilities?.batch ? await remote.sendBatch([other]) : null;
      return [
        ...refused(await remote.send(other), 'it'),
        ...(batch ? rejectedAs(batch.results, 0, 'id-reused') : []),
        ...standOnce(await remote.written(), [event]),
      ];
    },
  },
  {
    name: 'another id at a known sequence is refused',
    needs: 'hub',
    async check(remote) {
      const event = remote.event();
      await remote.send(event);
      const other = { ...remote.event(), sequence: event.sequence };
      const batch = remote.capabilities?.batch ? await remote.sendBatch([other]) : null;
      return [
        ...refused(await remote.send(other), 'it'),
        ...(batch ? rejectedAs(batch.results, 0, 'sequence-reused') : []),
        ...standNowhere(await remote.written(), [other]),
      ];
    },
  },
  {
    name: 'an unknown type is refused',
    needs: 'hub',
    async check(remote) {
      const event = { ...remote.event(), type: UNKNOWN_TYPE };
      return [...refused(await remote.send(event), 'it'), ...standNowhere(await remote.written(), [event])];
    },
  },
  {
    name: 'one refused event in a batch holds up no other',
    needs: 'batch',
    async check(remote) {
      const [first, second, third] = remote.events(3) as [CloudEvent, CloudEvent, CloudEvent];
      const events = [first, { ...second, type: UNKNOWN_TYPE }, third];
      const { results } = await remote.sendBatch(events);
      return [
        ...answered(results, events, ['accepted', 'rejected', 'accepted']),
        ...rejectedAs(results, 1, 'unknown-type'),
        ...standOnce(await remote.written(), [first, third]),
        ...standNowhere(await remote.written(), [second]),
      ];
    },
  },
  {
    name: 'the same event many times at once is taken once',
    needs: 'hub',
    async check(remote) {
      const event = remote.event();
      const answers = await Promise.all(Array.from({ length: PARALLEL }, () => remote.send(event)));
      const outcomes = answers.map(({ result }) => result?.outcome);
      const accepted = outcomes.filter((outcome) => outcome === 'accepted').length;
      const duplicate = outcomes.filter((outcome) => outcome === 'duplicate').length;
      return [
        ...unless(accepted === 1, `of ${PARALLEL} answers ${accepted} are accepted`),
        ...unless(
          accepted + duplicate === PARALLEL,
          `${PARALLEL - accepted - duplicate} answers are neither accepted nor duplicate`,
        ),
        ...standOnce(await remote.written(), [event]),
      ];
    },
  },
  {
    name: 'what is packed with gzip is taken',
    needs: 'hub',
    async check(remote) {
      const single = remote.event();
      const events = remote.events(5);
      const { result } = await remote.send(single, { gzip: true });
      const batch = remote.capabilities?.batch ? await remote.sendBatch(events, { gzip: true }) : null;
      return [
        ...unless(result?.outcome === 'accepted', `a single one is ${result?.outcome ?? 'nothing'}`),
        ...(batch
          ? answered(
              batch.results,
              events,
              events.map(() => 'accepted'),
            )
          : []),
        ...standOnce(await remote.written(), batch ? [single, ...events] : [single]),
      ];
    },
  },
  {
    name: 'an event of the largest size is taken',
    needs: 'hub',
    async check(remote) {
      const empty = remote.event('');
      const most = remote.capabilities?.maxEventBytes ?? 0;
      const event = withData(empty, 'x'.repeat(most - Buffer.byteLength(JSON.stringify(empty))));
      const { status, result } = await remote.send(event);
      return unless(result?.outcome === 'accepted', `one of ${most} bytes is answered ${status} ${result?.reason ?? ''}`);
    },
  },
];
