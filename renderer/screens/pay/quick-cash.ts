import { MAX_AMOUNT, type Money, minorDigits, money } from '../../../domain/shared/money.ts';

/** The notes that a customer usually hands over, in whole units of the currency. Source: the notes in circulation, by each central bank. */
const NOTES: Readonly<Record<string, readonly number[]>> = {
  AUD: [5, 10, 20, 50, 100],
  BRL: [5, 10, 20, 50, 100, 200],
  CAD: [5, 10, 20, 50, 100],
  CHF: [10, 20, 50, 100, 200],
  CNY: [5, 10, 20, 50, 100],
  CZK: [100, 200, 500, 1000, 2000],
  DKK: [50, 100, 200, 500],
  EUR: [5, 10, 20, 50, 100, 200],
  GBP: [5, 10, 20, 50],
  HUF: [500, 1000, 2000, 5000, 10_000, 20_000],
  INR: [10, 20, 50, 100, 200, 500],
  JPY: [1000, 5000, 10_000],
  KRW: [1000, 5000, 10_000, 50_000],
  KWD: [1, 5, 10, 20],
  MXN: [20, 50, 100, 200, 500],
  NOK: [50, 100, 200, 500],
  NZD: [5, 10, 20, 50, 100],
  PLN: [10, 20, 50, 100, 200],
  SEK: [20, 50, 100, 200, 500],
  TRY: [5, 10, 20, 50, 100, 200],
  USD: [1, 5, 10, 20, 50, 100],
  ZAR: [10, 20, 50, 100, 200],
};
/** Most currencies count like this; those without minor units count in larger numbers. */
const USUAL_NOTES = [5, 10, 20, 50, 100] as const;
const USUAL_NOTES_WITHOUT_MINOR_UNITS = [500, 1000, 2000, 5000, 10_000] as const;
const MOST = 6;

/**
 * The amounts a customer is likely to hand over for `due`: the exact one, then the next step of each usual note, rising.
 * @param due more than nothing
 */
export const quickCash = (due: Money): readonly Money[] => {
  const { amount, currency } = due;
  const digits = minorDigits(currency);
  const notes = NOTES[currency] ?? (digits === 0 ? USUAL_NOTES_WITHOUT_MINOR_UNITS : USUAL_NOTES);
  const steps = notes.map((note) => {
    const minor = note * 10 ** digits;
    return Math.ceil(amount / minor) * minor;
  });
  const rising = [...new Set([amount, ...steps.filter((step) => step <= MAX_AMOUNT)])].toSorted((a, b) => a - b);
  return rising.slice(0, MOST).map((given) => money(given, currency));
};
