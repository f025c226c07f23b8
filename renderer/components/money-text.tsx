import { type Money, minorDigits, toDecimal } from '../../domain/shared/money.ts';

const formats = new Map<string, Intl.NumberFormat>();

const formatOf = (currency: string): Intl.NumberFormat => {
  const known = formats.get(currency);
  if (known) return known;
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(currency, format);
  return format;
};

/** An amount in the reader's way of writing. The decimal text goes in as text: no float in between. */
export const formatMoney = (money: Money): string =>
  formatOf(money.currency).format(toDecimal(money) as Intl.StringNumericLiteral);

export const MoneyText = ({ money }: { readonly money: Money }) => <span className="till-money">{formatMoney(money)}</span>;
