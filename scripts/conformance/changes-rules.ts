import { setTimeout as pause } from 'node:timers/promises';
import type { Change, CloudEvent } from '../../sync/wire.ts';
import type { Remote } from './remote.ts';
import type { Rule } from './rule.ts';
import { refused, standOnce, unless } from './saying.ts';

const WRITERS = 8;
const EACH = 25;
const WAIT_SECONDS = 10;

const isGrowing = (changes: readonly Change[]): boolean =>
  changes.every(({ position }, at) => position > (changes[at - 1]?.position ?? 0));

/** Several write at once, each one event after another. */
const writeAtOnce = async (remote: Remote): Promise<CloudEvent[]> => {
  const queues = Array.from({ length: WRITERS }, () => remote.events(EACH));
  await Promise.all(
    queues.map(async (queue) => {
      for (const event of queue) await remote.send(event);
    }),
  );
  return queues.flat();
};

/** Nothing is skipped. */
export const changesRules: readonly Rule[] = [
  {
    name: 'changes come in pages, and a cursor goes on where it stopped',
    needs: 'hub',
    async check(remote) {
      const { cursor } = await remote.changesFrom(null);
      const events = remote.events(10);
      for (const event of events) await remote.send(event);
      const whole = (await remote.changesFrom(cursor)).changes;
      const byPages = (await remote.changesFrom(cursor, 3)).changes;
      const page = await remote.page(cursor, { limit: 3 });
      const same = (changes: readonly Change[]): string => changes.map(({ event }) => event.id).join();
      return [
        ...unless(page.changes.length <= 3, `a page of at most 3 has ${page.changes.length}`),
        ...unless(page.more, 'a first page says that there is no more'),
        ...unless(isGrowing(whole), 'positions do not grow'),
        ...unless(same(whole) === same(byPages), 'pages of 3 bring other changes than one page'),
        ...standOnce(whole, events),
      ];
    },
  },
  {
    name: 'no change is skipped while many write',
    needs: 'hub',
    async check(remote) {
      let { cursor } = await remote.changesFrom(null);
      const writers: { areDone: boolean } = { areDone: false };
      const writing = writeAtOnce(remote).finally(() => {
        writers.areDone = true;
      });
      writing.catch(() => undefined);
      const read: Change[] = [];
      // Once more after the last was written.
      for (let isLast = false; !isLast; ) {
        isLast = writers.areDone;
        const page = await remote.changesFrom(cursor, 7);
        read.push(...page.changes);
        cursor = page.cursor;
      }
      return [...unless(isGrowing(read), 'positions do not grow'), ...standOnce(read, await writing)];
    },
  },
  {
    name: 'who waits for changes gets them when they come',
    needs: 'hub',
    async check(remote) {
      const { cursor } = await remote.changesFrom(null);
      const event = remote.event();
      const started = performance.now();
      const waiting = remote.page(cursor, { wait: WAIT_SECONDS });
      await pause(300);
      await remote.send(event);
      const page = await waiting;
      const isInTime = performance.now() - started < (WAIT_SECONDS - 1) * 1000;
      return [...unless(isInTime, 'it comes only when the time is up'), ...standOnce(page.changes, [event])];
    },
  },
  {
    name: 'who waits for nothing is told so',
    needs: 'hub',
    async check(remote) {
      const { cursor } = await remote.changesFrom(null);
      const page = await remote.page(cursor, { wait: 1 });
      const event = remote.event();
      await remote.send(event);
      const after = await remote.changesFrom(page.cursor);
      return [...unless(page.changes.length === 0 && !page.more, 'there is something'), ...standOnce(after.changes, [event])];
    },
  },
  {
    name: 'what a register did itself comes back only when it asks for it',
    needs: 'hub',
    async check(remote) {
      const { cursor } = await remote.changesFrom(null);
      const event = remote.event();
      await remote.send(event);
      const { json } = await remote.get(`changes?cursor=${encodeURIComponent(cursor)}&limit=500`);
      const page = json as { readonly changes?: readonly Change[] };
      const own = page.changes?.filter((change) => change.event.id === event.id) ?? [];
      return [...unless(own.length === 0, 'it comes unasked'), ...standOnce((await remote.changesFrom(cursor)).changes, [event])];
    },
  },
  {
    name: 'a cursor or a limit that is none is refused',
    needs: 'hub',
    async check(remote) {
      const seen: string[] = [];
      for (const query of ['cursor=rubbish', 'cursor=-1', 'cursor=1e99', 'cursor=%00', 'limit=-1', 'limit=many', 'wait=-1']) {
        seen.push(...refused(await remote.get(`changes?${query}`), query));
      }
      return seen;
    },
  },
];
