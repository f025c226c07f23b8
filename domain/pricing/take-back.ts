import { type Money, money, mulDiv, subtract, sum } from '../shared/money.ts';
import type { PricedLine } from './price-basket.ts';

/** A line as it was sold. */
export interface SoldLine extends Pick<PricedLine, 'subtotal' | 'discount' | 'relief' | 'taxes'> {
  readonly units: number;
}

/** A part of a sold line, in amounts that count for it, to be given back. */
export type TakenBack = Pick<PricedLine, 'subtotal' | 'discount' | 'relief' | 'net' | 'taxes' | 'tax' | 'total'>;

/**
 * What units of a sold line are worth when they come back (docs/pricing.md, 5): whatever the steps, all of them together give back exactly what was
 * paid.
 * @param before units that came back earlier
 * @param units coming back now; before + units is at most what was sold
 * @throws DomainError `shared/out-of-range`
 */
export const takeBack = (line: SoldLine, before: number, units: number, pricesIncludeTax: boolean): TakenBack => {
  const { currency } = line.subtotal;
  const part = ({ amount }: Money): Money =>
    money(mulDiv(amount, before + units, line.units, 'half-up') - mulDiv(amount, before, line.units, 'half-up'), currency);
  const subtotal = part(line.subtotal);
  const discount = part(line.discount);
  const relief = part(line.relief);
  const parts = line.taxes.map(({ taxId, name, ratePpm, tax }) => ({ taxId, name, ratePpm, tax: part(tax) }));
  const tax = sum(
    parts.map((one) => one.tax),
    currency,
  );
  const base = subtract(subtract(subtotal, discount), relief);
  const net = pricesIncludeTax ? subtract(base, tax) : base;
  const taxes = parts.map((one) => ({ ...one, net }));
  return { subtotal, discount, relief, net, taxes, tax, total: money(net.amount + tax.amount, currency) };
};
