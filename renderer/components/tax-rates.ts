import type { TaxesView, TaxView } from '../../domain/contract/pricing.ts';
import { dayOf } from '../../domain/shared/clock.ts';
import { formatDay } from './format-time.ts';
import { formatPercent } from './percent.ts';

/** The day of a rate that counts from the beginning. */
export const FIRST_DAY = '0001-01-01';

export const today = (): string => dayOf(Date.now());

/** @param day YYYY-MM-DD */
export const formatDayText = (day: string): string =>
  day === FIRST_DAY ? 'the beginning' : formatDay(Date.parse(`${day}T12:00`));

/** The rate that counts on a day, in parts per million; undefined before its first. */
export const rateOn = ({ rates }: TaxView, day: string): number | undefined =>
  rates.filter(({ fromDay }) => fromDay <= day).toSorted((a, b) => (a.fromDay < b.fromDay ? 1 : -1))[0]?.ratePpm;

/** A category with the rates of today: `Reduced (7 %)`. */
export const categoryText = ({ taxes }: TaxesView, { name, taxIds }: TaxesView['categories'][number]): string => {
  const rates = taxIds.flatMap((id) => {
    const tax = taxes.find((one) => one.id === id);
    const rate = tax && rateOn(tax, today());
    return rate === undefined ? [] : [formatPercent(rate)];
  });
  return `${name} (${rates.length === 0 ? 'untaxed' : rates.join(' + ')})`;
};
