import type { PromotableLine } from './promote.ts';
import { type BundlePrice, type GroupPercent, type GroupPromotion, isTargeted, type Target } from './promotion.ts';

/** Everything that one group promotion makes of the units that are free. */
export interface Offers {
  /** What the customer gains beyond the fallbacks of the units that are used. Minor units. */
  readonly worth: number;
  /** Minor units off, all offers together. */
  readonly discount: number;
  /** Units used, by the line's place. */
  readonly used: ReadonlyMap<number, number>;
}

/** One group promotion over the lines of one basket. */
export interface Contender {
  readonly promotion: GroupPromotion;
  /** The places of the lines that it matches. */
  readonly places: ReadonlySet<number>;
  /** @param free the units of each line that no promotion has used */
  makeOffers(free: readonly number[]): Offers;
}

/** Units of one line within one offer. */
interface Run {
  readonly at: number;
  readonly units: number;
}

class Tally {
  worth = 0;
  discount = 0;
  readonly used = new Map<number, number>();

  /** Takes an offer `times` over when it is better than what its units would get without it. */
  take(runs: readonly Run[], discount: number, fallback: number, times: number): boolean {
    if (discount <= fallback) return false;
    this.worth += (discount - fallback) * times;
    this.discount += discount * times;
    for (const { at, units } of runs) this.used.set(at, (this.used.get(at) ?? 0) + units * times);
    return true;
  }
}

/** The next free units from `begin` on, dearest first, that come to `wanted`; undefined when there are not so many. */
const dearest = (places: readonly number[], begin: number, left: readonly number[], wanted: number): Run[] | undefined => {
  const runs: Run[] = [];
  let missing = wanted;
  for (let place = begin; place < places.length; place += 1) {
    const at = places[place] ?? 0;
    const units = Math.min(left[at] ?? 0, missing);
    if (units > 0) runs.push({ at, units });
    missing -= units;
    if (missing === 0) return runs;
  }
  return undefined;
};

const sumOver = (runs: readonly Run[], amountOf: (at: number) => number): number =>
  runs.reduce((sum, { at, units }) => sum + units * amountOf(at), 0);

const spend = (left: number[], runs: readonly Run[], times: number): void => {
  for (const { at, units } of runs) left[at] = (left[at] ?? 0) - units * times;
};

/**
 * A group promotion and how it makes its offers (docs/pricing.md, 1.2). Goes over lines, never over single units.
 * @param lines dearest first
 * @param percentOff so many parts per million of a price, rounded
 */
export const contender = (
  promotion: GroupPromotion,
  lines: readonly PromotableLine[],
  percentOff: (price: number, percentPpm: number) => number,
): Contender => {
  const fallback = (at: number): number => lines[at]?.fallback ?? 0;
  const price = (at: number): number => lines[at]?.unitPrice ?? 0;
  const placesOf = (target: Target): number[] => lines.flatMap((line, at) => (isTargeted(target, line) ? [at] : []));
  if (promotion.kind === 'group-percent') {
    const places = placesOf(promotion.target);
    const off = new Map(places.map((at) => [at, percentOff(price(at), promotion.percentPpm)]));
    const makeOffers = groupOffers(promotion, places, fallback, (at) => off.get(at) ?? 0);
    return { promotion, places: new Set(places), makeOffers };
  }
  const parts = promotion.parts.map(({ target, units }) => ({ places: placesOf(target), units }));
  const makeOffers = bundleOffers(promotion, parts, fallback, price);
  return { promotion, places: new Set(parts.flatMap(({ places }) => places)), makeOffers };
};

const groupOffers =
  (
    { every, cheapest }: GroupPercent,
    matching: readonly number[],
    fallback: (at: number) => number,
    off: (at: number) => number,
  ) =>
  (free: readonly number[]): Offers => {
    const left = [...free];
    const tally = new Tally();
    let begin = 0;
    for (;;) {
      while (begin < matching.length && left[matching[begin] ?? 0] === 0) begin += 1;
      const runs = dearest(matching, begin, left, every);
      if (!runs) return tally;
      const [first] = runs as [Run];
      // A line that fills whole groups alone fills as many as it can at once.
      const times = runs.length === 1 ? Math.floor((left[first.at] ?? 0) / every) : 1;
      const isTaken = tally.take(runs, sumOver(lastUnits(runs, cheapest), off), sumOver(runs, fallback), times);
      if (isTaken) spend(left, runs, times);
      else left[first.at] = 0;
    }
  };

/** The last units of a group, the cheapest ones. */
const lastUnits = (runs: readonly Run[], wanted: number): Run[] => {
  const last: Run[] = [];
  let missing = wanted;
  for (const { at, units } of runs.toReversed()) {
    last.push({ at, units: Math.min(units, missing) });
    missing -= Math.min(units, missing);
  }
  return last;
};

const bundleOffers =
  (
    promotion: BundlePrice,
    parts: readonly { readonly places: readonly number[]; readonly units: number }[],
    fallback: (at: number) => number,
    price: (at: number) => number,
  ) =>
  (free: readonly number[]): Offers => {
    const left = [...free];
    const tally = new Tally();
    const begins = parts.map(() => 0);
    /** Takes the units of one bundle off what is left; undefined when a part cannot be filled. */
    const takeOne = (): Run[] | undefined => {
      const used = new Map<number, number>();
      for (const [index, { places, units }] of parts.entries()) {
        let begin = begins[index] ?? 0;
        while (begin < places.length && left[places[begin] ?? 0] === 0) begin += 1;
        begins[index] = begin;
        const runs = dearest(places, begin, left, units);
        if (!runs) return undefined;
        spend(left, runs, 1);
        for (const run of runs) used.set(run.at, (used.get(run.at) ?? 0) + run.units);
      }
      return [...used].map(([at, units]) => ({ at, units }));
    };
    for (let runs = takeOne(); runs && runs.length > 0; runs = takeOne()) {
      // The same units are the dearest ones until one of the lines runs short.
      const more = Math.min(...runs.map(({ at, units }) => Math.floor((left[at] ?? 0) / units)));
      const discount = sumOver(runs, price) - promotion.price.amount;
      if (!tally.take(runs, discount, sumOver(runs, fallback), more + 1)) break;
      spend(left, runs, more);
    }
    return tally;
  };
