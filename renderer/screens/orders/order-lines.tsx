import { Text } from '@mantine/core';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';

export const OrderLines = ({ order }: { readonly order: OrderView }) => (
  <>
    <ul className="till-lines" aria-label="Lines">
      {order.orderItems.map(({ id, productName, units, unitPrice, discount, total }) => (
        <li key={id}>
          <div className="till-pair">
            <Text fw={550} dir="auto">
              {productName}
            </Text>
            <MoneyText money={total} />
          </div>
          <Text size="sm" c="dimmed">
            {units} × {formatMoney(unitPrice)}
            {discount.amount !== 0 && `, ${formatMoney(discount)} off`}
          </Text>
        </li>
      ))}
    </ul>
    <dl className="till-totals">
      <dt>Subtotal</dt>
      <dd>
        <MoneyText money={order.subtotal} />
      </dd>
      {order.discount.amount !== 0 && (
        <>
          <dt>Discount</dt>
          <dd>
            <MoneyText money={negate(order.discount)} />
          </dd>
        </>
      )}
      <dt>{order.taxIncluded ? 'Tax, included' : 'Tax'}</dt>
      <dd>
        <MoneyText money={order.tax} />
      </dd>
      <dt data-total>Total</dt>
      <dd data-total>
        <MoneyText money={order.total} />
      </dd>
      {order.due.amount !== 0 && (
        <>
          <dt>Still to pay</dt>
          <dd>
            <MoneyText money={order.due} />
          </dd>
        </>
      )}
    </dl>
  </>
);
