import { DomainError } from './errors.ts';

/**
 * ISO 4217 minor-unit digits where they are not 2 (source: ISO 4217 list one, 2024). `Intl` follows CLDR instead and
 * gives HUF 0, so it is never asked.
 */
const MINOR_DIGITS: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0, XPF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}; // biome-ignore format: a table

/** The largest amount in minor units; sums of a basket stay exact integers far below 2^53. */
export const MAX_AMOUNT = 1_000_000_000_000;

/** Whole minor units of one currency (cents, yen, fils). */
export interface Money {
  readonly amount: number;
  /** ISO 4217 code */
  readonly currency: string;
}

export type Rounding = 'half-up' | 'half-even';

/** The digits after the decimal point of a currency, by ISO 4217. */
export const minorDigits = (currency: string): number => MINOR_DIGITS[currency] ?? 2;

/**
 * @param amount whole minor units, within ±{@link MAX_AMOUNT}
 * @param currency ISO 4217 code
 * @throws DomainError `shared/out-of-range` for fractions, NaN and amounts beyond the bound
 */
export const money = (amount: number, currency: string): Money => {
  if (!Number.isSafeInteger(amount) || Math.abs(amount) > MAX_AMOUNT) {
    throw new DomainError('shared/out-of-range', `${amount} is no amount of money`, { amount: String(amount) });
  }
  return { amount: amount === 0 ? 0 : amount, currency };
};

const sameCurrency = (a: Money, b: Money): string => {
  if (a.currency !== b.currency) {
    throw new DomainError('shared/currency-mismatch', `${a.currency} and ${b.currency} do not add up`);
  }
  return a.currency;
};

/** @throws DomainError `shared/currency-mismatch`, `shared/out-of-range` */
export const add = (a: Money, b: Money): Money => money(a.amount + b.amount, sameCurrency(a, b));

/** @throws DomainError `shared/currency-mismatch`, `shared/out-of-range` */
export const subtract = (a: Money, b: Money): Money => money(a.amount - b.amount, sameCurrency(a, b));

export const negate = (a: Money): Money => money(-a.amount, a.currency);

/** Negative, zero or positive, as `a` is less than, equal to or more than `b`. */
export const compare = (a: Money, b: Money): number => {
  sameCurrency(a, b);
  return a.amount - b.amount;
};

/** The sum of a list; zero of `currency` when it is empty. */
export const sum = (amounts: readonly Money[], currency: string): Money => amounts.reduce(add, money(0, currency));

/**
 * The whole number nearest to a fraction, exact whatever its size: the one rounding rule of the product.
 * Half-up rounds a tie away from zero, so that a refund mirrors its sale; half-even to the even neighbour.
 * @param denominator positive
 */
export const roundFraction = (numerator: bigint, denominator: bigint, rounding: Rounding): bigint => {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const twice = (magnitude % denominator) * 2n;
  const up = twice > denominator || (twice === denominator && (rounding === 'half-up' || quotient % 2n === 1n));
  const rounded = up ? quotient + 1n : quotient;
  return numerator < 0n ? -rounded : rounded;
};

/** `a × b ÷ c` of whole numbers, rounded once by {@link roundFraction}. @param c positive */
export const mulDiv = (a: number, b: number, c: number, rounding: Rounding): number => {
  const product = a * b;
  // Exact as it is, and a whole number: nothing to round. A basket has thousands of these.
  if (Number.isSafeInteger(product) && product % c === 0) return product / c;
  return Number(roundFraction(BigInt(a) * BigInt(b), BigInt(c), rounding));
};

/**
 * `amount × numerator ÷ denominator`, exact in between, rounded once.
 * @throws DomainError `shared/out-of-range`
 */
export const multiply = (a: Money, numerator: number, denominator = 1, rounding: Rounding = 'half-up'): Money => {
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator) || denominator <= 0) {
    throw new DomainError('shared/out-of-range', 'a factor is a fraction of whole numbers');
  }
  return money(mulDiv(a.amount, numerator, denominator, rounding), a.currency);
};

/**
 * Cuts an amount into parts by weights, so that the parts add up to it: each part is the floor of its share, and the units that are left go
 * to the largest remainders, one each (the method of largest remainders, after Hare).
 * @param weights none negative; of two with equal remainders the one that stands first gets the unit
 * @throws DomainError `shared/out-of-range` for an amount that no weight takes
 */
export const spread = (total: Money, weights: readonly bigint[]): Money[] => {
  const all = weights.reduce((sum, weight) => sum + weight, 0n);
  if (total.amount === 0) return weights.map(() => total);
  if (all === 0n) throw new DomainError('shared/out-of-range', 'there is nothing to spread this amount over');
  const amount = BigInt(Math.abs(total.amount));
  const shares = weights.map((weight, at) => ({ at, floor: (amount * weight) / all, remainder: (amount * weight) % all }));
  const left = Number(amount - shares.reduce((sum, { floor }) => sum + floor, 0n));
  const luckiest = shares.toSorted((a, b) => compareBig(b.remainder, a.remainder) || a.at - b.at).slice(0, left);
  const extra = new Set(luckiest.map(({ at }) => at));
  const sign = total.amount < 0 ? -1 : 1;
  return shares.map(({ at, floor }) => money(sign * (Number(floor) + (extra.has(at) ? 1 : 0)), total.currency));
};

const compareBig = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * What foreign money is worth here, rounded down to the minor unit: the shop never gives more than it got.
 * @param rateMicros millionths of `currency` for one of the other
 * @throws DomainError `shared/out-of-range`
 */
export const exchange = (foreign: Money, rateMicros: number, currency: string): Money => {
  const scale = BigInt(10 ** minorDigits(currency)) * BigInt(rateMicros);
  return money(Number((BigInt(foreign.amount) * scale) / (1_000_000n * BigInt(10 ** minorDigits(foreign.currency)))), currency);
};

/** The decimal text of an amount, for `Intl.NumberFormat`, which takes decimal strings: no float in between. */
export const toDecimal = ({ amount, currency }: Money): string => {
  const digits = minorDigits(currency);
  const text = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return `${amount < 0 ? '-' : ''}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`;
};

/**
 * Reads a decimal amount as people and files write it: `12.5`, `12,50`, `1'234.50`, `1,234.50`, `1.234,50`.
 * @returns undefined when it is no amount, is negative, or has more decimals than the currency
 */
export const parseDecimal = (text: string, currency: string): Money | undefined => {
  const digits = minorDigits(currency);
  const bare = text.trim().replace(/[\s'’\u00a0\u202f]/g, '');
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(bare)) return undefined;
  const separators = bare.match(/[.,]/g) ?? [];
  const last = Math.max(bare.lastIndexOf('.'), bare.lastIndexOf(','));
  // One separator before exactly three digits reads as thousands only where the currency cannot have three decimals
  // and another such group stands before it: `1.234.567`. A lone `1.234` has too many decimals and is refused.
  const grouped = separators.length > 1 && new Set(separators).size === 1;
  const whole = grouped || last < 0 ? bare : bare.slice(0, last);
  const fraction = grouped || last < 0 ? '' : bare.slice(last + 1);
  if (/[.,]/.test(whole) && !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined;
  if (!grouped && separators.length > 1 && whole.includes(bare[last] as string)) return undefined;
  if (fraction.replace(/0+$/, '').length > digits) return undefined;
  const amount = Number(`${whole.replace(/[.,]/g, '') || '0'}${fraction.slice(0, digits).padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) && amount <= MAX_AMOUNT ? { amount, currency } : undefined;
};
