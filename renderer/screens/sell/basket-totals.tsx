import type { BasketView } from '../../../domain/contract/basket.ts';
import { type Money, negate, subtract } from '../../../domain/shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { formatPercent } from '../../components/percent.ts';

interface RowProps {
  readonly name: string;
  readonly money: Money;
}

const Row = ({ name, money }: RowProps) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <MoneyText money={money} />
    </dd>
  </div>
);

/** As main worked them out. Lines that say nothing are left out. */
export const BasketTotals = ({ basket: { totals, byHand, basketDiscount, discountReason } }: { readonly basket: BasketView }) => (
  <dl className="till-totals">
    {totals.subtotal.amount !== totals.total.amount && <Row name="Subtotal" money={totals.subtotal} />}
    {totals.discount.amount !== basketDiscount.amount && (
      <Row name="Off the lines" money={subtract(basketDiscount, totals.discount)} />
    )}
    {byHand && (
      <Row
        name={`${'percentPpm' in byHand ? `${formatPercent(byHand.percentPpm)} off` : 'Discount'}: ${discountReason}`}
        money={negate(basketDiscount)}
      />
    )}
    {totals.relief.amount !== 0 && <Row name="Tax exempt" money={negate(totals.relief)} />}
    {totals.taxes.map(
      ({ taxId, name, ratePpm, tax }) =>
        tax.amount !== 0 && (
          <Row
            key={`${taxId} ${ratePpm}`}
            name={`${name} ${formatPercent(ratePpm)}${totals.taxIncluded ? ', included' : ''}`}
            money={tax}
          />
        ),
    )}
    <div className="till-total">
      <dt>Total</dt>
      <dd aria-live="polite">
        <MoneyText money={totals.total} />
      </dd>
    </div>
  </dl>
);
