import { Text } from '@mantine/core';
import { Fragment } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { formatPercent } from '../../components/percent.ts';

export const OrderLines = ({ order }: { readonly order: OrderView }) => (
  <>
    <ul className="till-lines" aria-label="Lines">
      {order.orderItems.map(({ id, productName, units, unitPrice, total, ...item }) => (
        <li key={id}>
          <div className="till-pair">
            <Text fw={550} dir="auto">
              {productName}
            </Text>
            <MoneyText money={total} />
          </div>
          <Text size="sm" c="dimmed">
            {units} × {formatMoney(unitPrice)}
            {item.returned &&
              `, came back${item.returned.sale ? ` of ${item.returned.sale.receiptNumber}` : ' without a receipt'}: ${item.returned.reason}`}
            {item.priceReason !== null && `, price by hand: ${item.priceReason}`}
          </Text>
          {item.promotions.map((promotion) => (
            <Text key={promotion.promotionId} size="sm" c="dimmed">
              {promotion.name} {formatMoney(negate(promotion.discount))}
            </Text>
          ))}
          {item.lineDiscount.amount !== 0 && (
            <Text size="sm" c="dimmed">
              Discount {formatMoney(negate(item.lineDiscount))}: {item.discountReason}
            </Text>
          )}
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
          <dt>Discount{order.discountReason !== '' && `: ${order.discountReason}`}</dt>
          <dd>
            <MoneyText money={negate(order.discount)} />
          </dd>
        </>
      )}
      {order.relief.amount !== 0 && (
        <>
          <dt>Tax exempt</dt>
          <dd>
            <MoneyText money={negate(order.relief)} />
          </dd>
        </>
      )}
      {order.taxes.map(({ taxId, name, ratePpm, tax }) => (
        <Fragment key={`${taxId} ${ratePpm}`}>
          <dt>
            {name} {formatPercent(ratePpm)}
            {order.taxIncluded && ', included'}
          </dt>
          <dd>
            <MoneyText money={tax} />
          </dd>
        </Fragment>
      ))}
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
