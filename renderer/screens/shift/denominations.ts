import { minorDigits } from '../../../domain/shared/money.ts';

/** The notes and the coins of a currency, in minor units, the largest first. */
interface Denominations {
  readonly notes: readonly number[];
  readonly coins: readonly number[];
}

/** In circulation, as their central banks list them. */
const KNOWN: Readonly<Record<string, Denominations>> = {
  EUR: { notes: [50_000, 20_000, 10_000, 5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  USD: { notes: [10_000, 5000, 2000, 1000, 500, 200, 100], coins: [100, 50, 25, 10, 5, 1] },
  GBP: { notes: [5000, 2000, 1000, 500], coins: [200, 100, 50, 20, 10, 5, 2, 1] },
  CHF: { notes: [100_000, 20_000, 10_000, 5000, 2000, 1000], coins: [500, 200, 100, 50, 20, 10, 5] },
  JPY: { notes: [10_000, 5000, 2000, 1000], coins: [500, 100, 50, 10, 5, 1] },
  KWD: { notes: [20_000, 10_000, 5000, 1000, 500, 250], coins: [100, 50, 20, 10, 5] },
};

const STEPS = [50, 20, 10, 5, 2, 1];

/** Of a currency that is not known: fifties, twenties, tens and so on, in whole units and in small ones. */
const usual = (currency: string): Denominations => {
  const digits = minorDigits(currency);
  const unit = 10 ** digits;
  if (digits === 0) return { notes: STEPS.slice(0, 5).map((step) => step * 1000), coins: [1000, 500, 200, 100, ...STEPS] };
  return {
    notes: [100, ...STEPS.slice(0, 4)].map((step) => step * unit),
    coins: [2, 1].map((step) => step * unit).concat(STEPS.map((step) => step * 10 ** (digits - 2))),
  };
};

export const denominationsOf = (currency: string): Denominations => KNOWN[currency] ?? usual(currency);
