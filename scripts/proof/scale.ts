import { randomInt } from 'node:crypto';

/** How far each proof goes: in `npm test` in about a minute, in `npm run nightly` in about an hour. `kills` is of one shop: looking at its file takes longer with each. */
const SCALES = {
  test: {
    killedShops: 1,
    kills: 20,
    importKills: 2,
    powerCuts: 100,
    weakerPowerCuts: 100,
    rubbishCalls: 3000,
    baskets: 200,
    pricedBaskets: 3000,
    shifts: 3,
    sentSales: 1000,
    sendingKills: 20,
    loggedChanges: 10_000,
    stockHistories: 1000,
    rebuiltShifts: 3,
  },
  nightly: {
    killedShops: 10,
    kills: 200,
    importKills: 20,
    powerCuts: 5000,
    weakerPowerCuts: 300,
    rubbishCalls: 100_000,
    baskets: 10_000,
    pricedBaskets: 100_000,
    shifts: 300,
    sentSales: 10_000,
    sendingKills: 200,
    loggedChanges: 100_000,
    stockHistories: 10_000,
    rebuiltShifts: 200,
  },
} as const;

/** Read here alone; `npm run nightly` sets it. */
const isNightly = process.env['TILLWRIGHT_PROOF'] === 'nightly';

export const SCALE = isNightly ? SCALES.nightly : SCALES.test;

/** For a whole proof; never a measure of speed. */
export const PROOF_TIMEOUT_MS = isNightly ? 90 * 60_000 : 4 * 60_000;

/** A new seed each run, or the one of `TILLWRIGHT_SEED`; printed, so that a failure can be run again. */
export const announceSeed = (proof: string): number => {
  const seed = Number(process.env['TILLWRIGHT_SEED'] ?? randomInt(2 ** 31));
  console.log(`${proof}: TILLWRIGHT_SEED=${seed}`);
  return seed;
};
