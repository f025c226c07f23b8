import { CloseButton } from '@mantine/core';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { PaymentView, Tender } from '../../../domain/contract/payment.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { amountOf } from './use-payment.ts';

interface PaySummaryProps {
  readonly total: Money;
  readonly due: Money;
  /** Kept until they cover the total; nothing of them is taken yet. */
  readonly parts: readonly Tender[];
  readonly order: OrderView | undefined;
  readonly dropPart: (id: string) => void;
}

const METHODS = { cash: 'Cash', card: 'Card' } as const;

const STATUSES: Readonly<Record<PaymentView['status'], string>> = {
  Pending: 'waits for the terminal',
  Confirmed: 'paid',
  Rejected: 'declined',
  Unknown: 'no answer',
};

/** What it comes to, what is there, what is missing. */
export const PaySummary = ({ total, due, parts, order, dropPart }: PaySummaryProps) => (
  <section className="till-pay-summary" aria-label="What is due">
    <span className="till-pay-label">{due.amount === total.amount ? 'To pay' : 'Total'}</span>
    <strong className="till-pay-total">
      <MoneyText money={total} />
    </strong>
    {order && <span className="till-pay-label">Receipt {order.receiptNumber}</span>}
    <ul className="till-pay-parts">
      {order?.payments.map(({ id, method, amount, status, reason }) => (
        <li key={id} data-status={status}>
          <span>
            {METHODS[method]}, {STATUSES[status]}
            {status === 'Rejected' && reason && <small>{reason}</small>}
          </span>
          <MoneyText money={amount} />
        </li>
      ))}
      {parts.map((part) => (
        <li key={part.id}>
          <span>
            {METHODS[part.method]}
            <small>taken with the rest</small>
          </span>
          <MoneyText money={amountOf(part)} />
          <CloseButton
            size={44}
            aria-label={`Drop the part of ${formatMoney(amountOf(part))}`}
            onClick={() => dropPart(part.id)}
          />
        </li>
      ))}
    </ul>
    {due.amount !== total.amount && (
      <div className="till-pay-rest" role="status">
        <span className="till-pay-label">Still to pay</span>
        <strong>
          <MoneyText money={due} />
        </strong>
      </div>
    )}
  </section>
);
