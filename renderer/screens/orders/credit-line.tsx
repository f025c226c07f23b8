import { Text } from '@mantine/core';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { creditOf } from '../../components/order-credit.ts';

/** What stands where the goods would, on a receipt without any. */
export const CreditLine = ({ order }: { readonly order: OrderView }) => (
  <>
    <ul className="till-lines" aria-label="Lines">
      <li className="till-pair">
        <Text fw={550}>{creditOf(order)?.method === 'account' ? 'Payment of the account' : 'Voucher'}</Text>
        <MoneyText money={order.asked} />
      </li>
    </ul>
    {order.due.amount !== 0 && (
      <dl className="till-totals">
        <dt>Still to pay</dt>
        <dd>
          <MoneyText money={order.due} />
        </dd>
      </dl>
    )}
  </>
);
