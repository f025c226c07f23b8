import { type Money, money, mulDiv } from '../shared/money.ts';

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
