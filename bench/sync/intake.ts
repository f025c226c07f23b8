import { join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { newId } from '../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../electron/app.ts';
import { type HubProcess, openOffice, startHub } from '../../scripts/proof/sync/hub-process.ts';
import { ask, serveTill } from '../../scripts/served-till.ts';
import { sourceOf } from '../../sync/wire.ts';
import { type Figure, ratioFigure, spread, timed } from '../measure.ts';
import { removeFolder } from '../shop-file.ts';
import { newStore, pairBare, postBatch, withHub } from './bench-hub.ts';
import { bareBatches, QUEUED, queuedShop } from './queued-shop.ts';

const ROUNDS = 3;
const BATCH_EVENTS = 500;
const LOOK_MS = 10;

/** From the pairing until nothing waits. In milliseconds. */
const drainOurs = (): Promise<number> =>
  withHub(async (_databaseUrl, hub) => {
    const { folder, email, password } = await queuedShop();
    const till = await serveTill(folder);
    try {
      await ask(till, 'identity.loginUser', { email, password });
      const { code } = await newStore(await openOffice(hub));
      await ask(till, 'sync.pair', { url: hub.url, code });
      return await timed(async () => {
        while ((await ask(till, 'sync.getState', {})).waiting > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      });
    } finally {
      await till.kill();
      removeFolder(folder);
    }
  });

/** Reads, packs, posts and ticks off in a loop, to a server that does nothing but insert. In milliseconds. */
const drainBare = (): Promise<number> =>
  withHub(async (_databaseUrl, hub) => {
    const { folder } = await queuedShop();
    const sqlite = openDatabase(join(folder, DATABASE_FILE));
    try {
      const tick = sqlite.prepare('UPDATE outbox SET sent_at = 1 WHERE sequence <= ? AND sent_at IS NULL');
      return await timed(async () => {
        for (const { body, last } of bareBatches(folder, BATCH_EVENTS)) {
          await postBatch(hub.url, body);
          tick.run(last);
        }
      });
    } finally {
      sqlite.close();
      removeFolder(folder);
    }
  }, 'bench/sync/bare-hub.ts');

/** The queue of a day without a network, sent. */
export const measureDrain = async (): Promise<Figure[]> => {
  const [ours, floor]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await drainOurs());
    floor.push(await drainBare());
  }
  return [ratioFigure(`${QUEUED.toLocaleString('en')} queued sales sent`, 'ms', spread(ours).p50, spread(floor).p50, 1.5)];
};

const SENDERS = 8;
/** Hub, database and senders share what cores there are: a hub that runs for a quarter of its time leaves some to another one. */
const HELD_SHARE = 0.75;
const HELD_PERIOD_MS = 40;

/** Lets each hub run for the rest of every period alone. @returns ends it */
const holdBack = (hubs: readonly HubProcess[], share: number): (() => void) => {
  let release: NodeJS.Timeout | undefined;
  const hold = (isHeld: boolean): void => {
    for (const hub of hubs) hub.hold(isHeld);
  };
  const period = setInterval(() => {
    hold(true);
    release = setTimeout(() => hold(false), share * HELD_PERIOD_MS);
  }, HELD_PERIOD_MS);
  return () => {
    clearInterval(period);
    clearTimeout(release);
    hold(false);
  };
};

/** Batches of registers of their own, all at once, to one hub or to several on one database. In milliseconds. */
const takeIn = (
  hubs: number,
  queues: readonly string[][],
  sources: readonly { id: string; incarnation: string }[],
  held: number,
): Promise<number> =>
  withHub(async (databaseUrl, first) => {
    const office = await openOffice(first);
    const more = await Promise.all(Array.from({ length: hubs - 1 }, () => startHub(databaseUrl)));
    const running = [first, ...more];
    try {
      const tokens: string[] = [];
      for (const source of sources) tokens.push((await pairBare(first, (await newStore(office)).code, source)).token);
      const letGo = held > 0 ? holdBack(running, held) : () => undefined;
      try {
        return await timed(() =>
          Promise.all(
            queues.map(async (queue, sender) => {
              const { url } = running[sender % running.length] ?? first;
              for (const body of queue) await postBatch(url, body, tokens[sender]);
            }),
          ),
        );
      } finally {
        letGo();
      }
    } finally {
      await Promise.all(more.map((hub) => hub.kill()));
    }
  });

/** Whether another process helps. */
export const measureIntake = async (): Promise<Figure[]> => {
  const { folder } = await queuedShop(QUEUED / 4);
  const batches = bareBatches(folder, BATCH_EVENTS / 5);
  removeFolder(folder);
  const sources = Array.from({ length: SENDERS }, () => ({ id: newId(), incarnation: newId() }));
  // The same sales of eight registers; an order is its store's own.
  const queues = sources.map((source) =>
    batches.map(({ body }) => body.replace(/"source":"[^"]+"/g, `"source":"${sourceOf(source)}"`)),
  );
  const beside = async (part: readonly string[][], held: number): Promise<{ one: number; two: number; sales: string }> => {
    const [one, two]: [number[], number[]] = [[], []];
    for (let round = 0; round < ROUNDS; round += 1) {
      one.push(await takeIn(1, part, sources, held));
      two.push(await takeIn(2, part, sources, held));
    }
    const sales = ((part[0]?.length ?? 0) * (BATCH_EVENTS / 5) * SENDERS).toLocaleString('en');
    return { one: spread(one).p50, two: spread(two).p50, sales };
  };
  const free = await beside(queues, 0);
  const held = await beside(
    queues.map((queue) => queue.slice(0, queue.length / 5)),
    HELD_SHARE,
  );
  return [
    ratioFigure(`hub takes ${free.sales} sales, two processes beside one`, 'ms', free.two, free.one, 1),
    ratioFigure(
      `the same with ${held.sales}, each process held back for ${HELD_SHARE * 100} % of its time`,
      'ms',
      held.two,
      held.one,
      1,
    ),
  ];
};
