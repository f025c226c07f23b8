import type { BasketView } from '../../../domain/contract/basket.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';

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
export const BasketTotals = ({ totals }: { readonly totals: BasketView['totals'] }) => (
  <dl className="till-totals">
    {totals.subtotal.amount !== totals.total.amount && <Row name="Subtotal" money={totals.subtotal} />}
    {totals.discount.amount !== 0 && <Row name="Discount" money={totals.discount} />}
    {totals.tax.amount !== 0 && <Row name={totals.taxIncluded ? 'Tax included' : 'Tax'} money={totals.tax} />}
    <div className="till-total">
      <dt>Total</dt>
      <dd aria-live="polite">
        <MoneyText money={totals.total} />
      </dd>
    </div>
  </dl>
);
