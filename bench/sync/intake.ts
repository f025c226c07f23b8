import { join } from 'node:path';
import { openDatabase } from '../../db/open.ts';
import { newId } from '../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../electron/app.ts';
import { openOffice, startHub } from '../../scripts/proof/sync/hub-process.ts';
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

/** Batches of registers of their own, all at once, to one hub or to several on one database. In milliseconds. */
const takeIn = (
  hubs: number,
  queues: readonly string[][],
  sources: readonly { id: string; incarnation: string }[],
): Promise<number> =>
  withHub(async (databaseUrl, first) => {
    const office = await openOffice(first);
    const more = await Promise.all(Array.from({ length: hubs - 1 }, () => startHub(databaseUrl)));
    const running = [first, ...more];
    try {
      const tokens: string[] = [];
      for (const source of sources) tokens.push((await pairBare(first, (await newStore(office)).code, source)).token);
      return await timed(() =>
        Promise.all(
          queues.map(async (queue, sender) => {
            const { url } = running[sender % running.length] ?? first;
            for (const body of queue) await postBatch(url, body, tokens[sender]);
          }),
        ),
      );
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
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    one.push(await takeIn(1, queues, sources));
    two.push(await takeIn(2, queues, sources));
  }
  const events = ((QUEUED / 4) * SENDERS).toLocaleString('en');
  return [ratioFigure(`hub takes ${events} sales, two processes beside one`, 'ms', spread(two).p50, spread(one).p50, 1)];
};
