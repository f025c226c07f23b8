import { minorDigits } from '../../../domain/shared/money.ts';

const USUAL = [10, 20, 25, 50, 100] as const;
const WITHOUT_MINOR_UNITS = [1000, 2000, 3000, 5000, 10_000] as const;

/** What vouchers are usually worth, in minor units. */
export const usualVouchers = (currency: string): readonly number[] => {
  const digits = minorDigits(currency);
  return (digits === 0 ? WITHOUT_MINOR_UNITS : USUAL).map((units) => units * 10 ** digits);
};
