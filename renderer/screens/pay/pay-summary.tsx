import { CloseButton } from '@mantine/core';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { PaymentView, Tender } from '../../../domain/contract/payment.ts';
import { compare, type Money, money, negate } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { creditOf } from '../../components/order-credit.ts';
import { METHOD_NAMES } from '../../components/payment-methods.ts';
import { needsSettling, toRefund } from '../orders/payment-texts.ts';
import { GiveBack } from './give-back.tsx';
import { handedOver } from './tender-amounts.ts';

interface PaySummaryProps {
  /** Less than nothing where money goes back. */
  readonly total: Money;
  readonly due: Money;
  /** Kept until they cover the total; nothing of them is taken yet. */
  readonly parts: readonly Tender[];
  readonly order: OrderView | undefined;
  readonly dropPart: (id: string) => void;
}

const STATUSES: Readonly<Record<PaymentView['status'], string>> = {
  Pending: 'waits for the terminal',
  Confirmed: 'paid',
  Rejected: 'declined',
  Unknown: 'no answer',
};

const sizeOf = (amount: Money): Money => (amount.amount < 0 ? negate(amount) : amount);

/** What it comes to, what is there, what is missing. */
export const PaySummary = ({ total, due, parts, order, dropPart }: PaySummaryProps) => {
  const isBack = compare(total, money(0, total.currency)) < 0;
  const credit = order && creditOf(order);
  const payments = order?.payments.filter((payment) => payment !== credit) ?? [];
  const isWaiting = payments.some(needsSettling);
  const returnable = isBack || isWaiting ? [] : toRefund(payments);
  return (
    <section className="till-pay-summary" aria-label="What is due">
      <span className="till-pay-label">{isBack ? 'To give back' : due.amount === total.amount ? 'To pay' : 'Total'}</span>
      <strong className="till-pay-total">
        <MoneyText money={sizeOf(total)} />
      </strong>
      {order && <span className="till-pay-label">Receipt {order.receiptNumber}</span>}
      <ul className="till-pay-parts">
        {payments.map((payment) => (
          <li key={payment.id} data-status={payment.status}>
            <span>
              {METHOD_NAMES[payment.method]}, {statusOf(payment)}
              {extrasOf(payment).map((extra) => (
                <small key={extra}>{extra}</small>
              ))}
            </span>
            <MoneyText money={payment.amount} />
            {returnable.includes(payment) && <GiveBack payment={payment} />}
          </li>
        ))}
        {parts.map((part) => (
          <li key={part.id}>
            <span>
              {METHOD_NAMES[part.method]}
              <small>{isBack ? 'given back with the rest' : 'taken with the rest'}</small>
            </span>
            <MoneyText money={handedOver(part)} />
            <CloseButton
              size={44}
              aria-label={`Drop the part of ${formatMoney(handedOver(part))}`}
              onClick={() => dropPart(part.id)}
            />
          </li>
        ))}
      </ul>
      {due.amount !== total.amount && (
        <div className="till-pay-rest" role="status">
          <span className="till-pay-label">{isBack ? 'Still to give back' : 'Still to pay'}</span>
          <strong>
            <MoneyText money={sizeOf(due)} />
          </strong>
        </div>
      )}
    </section>
  );
};

const statusOf = ({ status, amount }: PaymentView): string =>
  status === 'Confirmed' && amount.amount < 0 ? 'given back' : STATUSES[status];

const extrasOf = ({ status, reason, foreign, tip, rounding }: PaymentView): string[] => [
  ...(foreign ? [`${formatMoney(foreign)} in foreign money`] : []),
  ...(rounding.amount === 0 ? [] : [`${formatMoney(rounding)} rounding`]),
  ...(tip.amount === 0 ? [] : [`${formatMoney(tip)} tip`]),
  ...(status === 'Rejected' && reason ? [reason] : []),
];
