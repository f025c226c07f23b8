import { compare, type Money, money, mulDiv, negate, subtract } from './money.ts';

/** How a shop rounds what is paid in cash. */
export interface CashRounding {
  /** Minor units: 5 for 0.05. 1 rounds nothing. */
  readonly step: number;
  /** To the nearest step (a tie away from zero), towards zero, or away from it. */
  readonly mode: 'nearest' | 'down' | 'up';
}

/**
 * What a cash payment comes to when it is the last one of a sale (docs/pricing.md, 4).
 * @param due what is left to pay; negative when money goes back
 * @returns the amount that changes hands, and what rounding added to `due`: a line of its own
 */
export const roundCash = (due: Money, { step, mode }: CashRounding): { readonly rounded: Money; readonly rounding: Money } => {
  const sign = due.amount < 0 ? -1 : 1;
  const size = Math.abs(due.amount);
  const steps = {
    nearest: mulDiv(size, 1, step, 'half-up'),
    down: Math.floor(size / step),
    up: Math.ceil(size / step),
  }[mode];
  const rounded = money(sign * steps * step, due.currency);
  return { rounded, rounding: money(rounded.amount - due.amount, due.currency) };
};

/** What cash does to what is due. given − change = amount + rounding + tip when it is enough; else the tip is not there yet. */
export interface CashTaken {
  /** What it pays of the order; less than nothing when money goes back. */
  readonly amount: Money;
  readonly change: Money;
  readonly rounding: Money;
  /** Whether it pays the rest, and the tip. */
  readonly isEnough: boolean;
}

/**
 * Cash that is enough pays the rest, rounded, and gives change; less is a part of it.
 * @param due of the order, not less than nothing
 * @param given what is handed over
 */
export const takeCash = (due: Money, given: Money, tip: Money, cash: CashRounding): CashTaken => {
  const { rounded, rounding } = roundCash(due, cash);
  const change = subtract(subtract(given, rounded), tip);
  if (change.amount >= 0) return { amount: due, change, rounding, isEnough: true };
  const amount = compare(given, due) > 0 ? due : given;
  return { amount, change: money(0, due.currency), rounding: subtract(given, amount), isEnough: false };
};

/**
 * Cash that goes back: the rounded rest settles it, any other amount counts as it is.
 * @param due of the order, less than nothing
 * @param given what the customer gets, positive
 */
export const giveCash = (due: Money, given: Money, cash: CashRounding): Omit<CashTaken, 'change' | 'isEnough'> => {
  const { rounded, rounding } = roundCash(due, cash);
  if (compare(given, negate(rounded)) === 0) return { amount: due, rounding };
  return { amount: negate(given), rounding: money(0, due.currency) };
};
