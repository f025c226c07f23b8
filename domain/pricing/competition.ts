import type { Contender, Offers } from './offers.ts';
import type { GroupPromotion } from './promotion.ts';

/** Of so many competing promotions every order is tried; of more, the best goes first. */
const TRY_EVERY_ORDER = 4;

interface Won {
  readonly promotion: GroupPromotion;
  readonly offers: Offers;
}

/**
 * Settles which group promotions make their offers first (docs/pricing.md, 1.3).
 * @param contenders by promotion id
 * @param free the units of each line
 * @returns the promotions that made offers; no unit is in two
 */
export const bestOffers = (contenders: readonly Contender[], free: readonly number[]): Won[] =>
  rivalries(contenders).flatMap((rivals) =>
    rivals.length <= TRY_EVERY_ORDER ? bestOrder(rivals, free).won : bestFirst(rivals, free),
  );

/** Contenders that share lines, directly or through others. */
const rivalries = (contenders: readonly Contender[]): Contender[][] => {
  const ofPlace = new Map<number, Set<Contender>>();
  for (const one of contenders) {
    const sharing = new Set([...one.places].map((at) => ofPlace.get(at)).filter((rivals) => rivals !== undefined));
    const rivals = new Set([one, ...[...sharing].flatMap((others) => [...others])]);
    for (const rival of rivals) for (const at of rival.places) ofPlace.set(at, rivals);
  }
  return [...new Set(ofPlace.values())].map((rivals) =>
    [...rivals].toSorted((a, b) => (a.promotion.id < b.promotion.id ? -1 : 1)),
  );
};

/** Tries every order, by id; the first of the best ones stays. */
const bestOrder = (rivals: readonly Contender[], free: readonly number[]): { worth: number; won: Won[] } => {
  let best: { worth: number; won: Won[] } = { worth: 0, won: [] };
  for (const first of rivals) {
    const offers = first.makeOffers(free);
    const rest = bestOrder(
      rivals.filter((other) => other !== first),
      without(free, offers),
    );
    const worth = offers.worth + rest.worth;
    if (worth > best.worth) best = { worth, won: [{ promotion: first.promotion, offers }, ...rest.won] };
  }
  return best;
};

/** Takes the best, then the best of what it left, and so on. Only those whose lines it used are asked again. */
const bestFirst = (rivals: readonly Contender[], free: readonly number[]): Won[] => {
  const won: Won[] = [];
  let left = free;
  let waiting = rivals.map((contender) => ({ contender, offers: contender.makeOffers(left) }));
  for (;;) {
    const best = waiting.reduce((a, b) => (b.offers.worth > a.offers.worth ? b : a), NOTHING);
    if (best.offers.worth === 0) return won;
    const { offers, contender } = best as (typeof waiting)[number];
    won.push({ promotion: contender.promotion, offers });
    left = without(left, offers);
    waiting = waiting
      .filter((other) => other.contender !== contender)
      .map((other) => {
        const isTouched = [...offers.used.keys()].some((at) => other.contender.places.has(at));
        return isTouched ? { contender: other.contender, offers: other.contender.makeOffers(left) } : other;
      });
  }
};

const NOTHING: { readonly contender: Contender | null; readonly offers: Offers } = {
  contender: null,
  offers: { worth: 0, discount: 0, used: new Map() },
};

const without = (free: readonly number[], { used }: Offers): number[] => free.map((units, at) => units - (used.get(at) ?? 0));
