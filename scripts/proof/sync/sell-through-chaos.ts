import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { findLost } from '../acknowledged.ts';
import { seededRandom } from '../random.ts';
import { type ChaosProxy, startChaosProxy } from './chaos-proxy.ts';
import { compareTill } from './compare.ts';
import { type HubProcess, openOffice, startHub } from './hub-process.ts';
import { SellingTill } from './selling-till.ts';

const TILLS = 3;
const HUBS = 2;
const CHAOS = 0.2;
/** How often it is looked whether all is sent, in milliseconds. */
const LOOK_MS = 250;

interface Course {
  /** An empty folder. */
  readonly folder: string;
  /** Of an empty PostgreSQL database. */
  readonly databaseUrl: string;
  /** Of each till. */
  readonly sales: number;
  /** Of tills and hubs together. */
  readonly kills: number;
  readonly seed: number;
  /** How long the rest may take once all is sold, in milliseconds. */
  readonly drainMs: number;
  /** Another hub than ours. */
  readonly hubScript?: string;
}

interface Outcome {
  /** What was wrong, one sentence each. */
  readonly findings: readonly string[];
  readonly counts: ChaosProxy['counts'];
  readonly exchanges: number;
  readonly kills: { readonly tills: number; readonly hubs: number };
  readonly events: number;
  readonly orders: number;
  /** Those that money came in by. */
  readonly tenders: readonly string[];
  /** The fewest items that a till has: its own and those that the others told of. */
  readonly items: number;
}

type Judged = Omit<Outcome, 'counts' | 'exchanges' | 'kills'>;

/** Three tills sell against two hubs on one PostgreSQL, with a network that fails between them, while tills and hubs are killed. */
export const sellThroughChaos = async (course: Course): Promise<Outcome> => {
  const random = seededRandom(course.seed);
  const hubs: (HubProcess | null)[] = [];
  const running = (): HubProcess[] => hubs.filter((hub) => hub !== null);
  const proxy = await startChaosProxy({ targets: () => running().map(({ url }) => url), random, share: 0 });
  const tills: SellingTill[] = [];
  const kills = { tills: 0, hubs: 0 };
  const over = new AbortController();
  try {
    const first = await startHub(course.databaseUrl, course.hubScript);
    hubs.push(first);
    const office = await openOffice(first);
    for (let more = 1; more < HUBS; more += 1) hubs.push(await startHub(course.databaseUrl, course.hubScript));
    let storeId: string | undefined;
    for (let number = 0; number < TILLS; number += 1) {
      const wanted = storeId === undefined ? { for: 'new-store' as const, name: 'Corner' } : { for: 'store' as const, storeId };
      const issued = await office('createPairingCode', wanted);
      storeId = issued.storeId;
      const hub = { url: proxy.url, code: issued.code };
      tills.push(await SellingTill.open(join(course.folder, `till-${number}`), seededRandom(course.seed + number), hub));
    }

    const killHub = async (at: number): Promise<void> => {
      const hub = hubs[at];
      if (!hub) return;
      hubs[at] = null;
      kills.hubs += 1;
      await hub.kill();
      hubs[at] = await startHub(course.databaseUrl, course.hubScript);
    };
    const killTill = async (at: number): Promise<void> => {
      kills.tills += 1;
      await tills[at]?.killAndRestart();
    };
    const sold = (): number => tills.reduce((sum, till) => sum + till.sold, 0);
    /** The kills are spread over the sales; the last comes while the rest is sent. */
    const killOnTheWay = async (): Promise<void> => {
      for (let kill = 0; kill < course.kills; kill += 1) {
        const due = (TILLS * course.sales * (kill + 1)) / course.kills;
        while (sold() < due) await pause(random.int(5, 30), undefined, { signal: over.signal });
        await (random.chance(TILLS / (TILLS + HUBS)) ? killTill(random.int(0, TILLS - 1)) : killHub(random.int(0, HUBS - 1)));
      }
    };

    proxy.disturb(CHAOS);
    await Promise.all([killOnTheWay(), ...tills.map((till) => till.sell(course.sales))]);
    const left = await drain(tills, course.drainMs);
    const judged = await settled(() => judge(tills, course.databaseUrl), course.drainMs);
    return { ...judged, findings: [...left, ...judged.findings], counts: proxy.counts, exchanges: proxy.exchanges(), kills };
  } finally {
    over.abort();
    await Promise.all([...tills.map((till) => till.stop()), ...running().map((hub) => hub.kill())]);
    await proxy.close();
  }
};

/** Waits until the tills have nothing left to send. @returns what is stuck */
const drain = async (tills: readonly SellingTill[], ms: number): Promise<string[]> => {
  const until = Date.now() + ms;
  for (;;) {
    const states = await Promise.all(tills.map((till) => till.call('sync.getState', {})));
    if (states.every(({ waiting, parked }) => waiting === 0 && parked === 0)) return [];
    if (Date.now() > until || states.some(({ parked }) => parked > 0)) {
      return states.map(
        ({ waiting, parked, trouble }, at) =>
          `till ${at}: ${waiting} wait, ${parked} are refused, ${trouble?.kind ?? 'no trouble'}`,
      );
    }
    await pause(LOOK_MS);
  }
};

/** Levels follow what the other tills told, which comes a moment after it was sent; nothing else heals. */
const settled = async (look: () => Promise<Judged>, ms: number): Promise<Judged> => {
  const until = Date.now() + ms;
  for (;;) {
    const judged = await look();
    const canHeal = judged.findings.length > 0 && judged.findings.every((finding) => finding.includes(': level stands '));
    if (!canHeal || Date.now() > until) return judged;
    await pause(LOOK_MS);
  }
};

const judge = async (tills: readonly SellingTill[], databaseUrl: string): Promise<Judged> => {
  const hub = new Client({ connectionString: databaseUrl });
  await hub.connect();
  try {
    const findings: string[] = [];
    const tenders = new Set<string>();
    let [events, orders, items] = [0, 0, Number.POSITIVE_INFINITY];
    for (const [at, till] of tills.entries()) {
      const compared = await compareTill(till.dataDir, hub);
      events += compared.events;
      orders += compared.orders;
      items = Math.min(items, compared.items);
      for (const tender of compared.tenders) tenders.add(tender);
      const lost = findLost(join(till.dataDir, DATABASE_FILE), till.acknowledged);
      findings.push(...[...compared.findings, ...lost, ...till.refusals].map((finding) => `till ${at}: ${finding}`));
    }
    return { findings, events, orders, items, tenders: [...tenders] };
  } finally {
    await hub.end();
  }
};
