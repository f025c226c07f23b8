import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { UnresolvedThings } from '../../../domain/contract/shifts.ts';
import { formatMoney } from '../../components/money-text.tsx';

const many = (count: number, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count} ${more}`);

/** What is not brought to its end. It is told, and keeps nobody from closing. */
export const Unresolved = ({ things }: { readonly things: UnresolvedThings }) => {
  const { payments, openOrders, waitingEvents, stoppedPrints } = things;
  const asked = new Set(payments.map(({ orderId }) => orderId));
  const open = openOrders.filter(({ orderId }) => !asked.has(orderId));
  const isClear = payments.length + open.length + waitingEvents + stoppedPrints === 0;
  if (isClear) return null;
  return (
    <section aria-labelledby="till-unresolved">
      <Title order={3} size="h5" id="till-unresolved">
        Not settled yet
      </Title>
      <Text c="dimmed" size="sm">
        None of this keeps the shift from being closed.
      </Text>
      <ul className="till-lines">
        {payments.map(({ paymentId, orderId, receiptNumber, status }) => (
          <li key={paymentId} className="till-pair">
            <Anchor component={Link} href={`/orders/${orderId}`} underline="always">
              {receiptNumber}
            </Anchor>
            <Text>{status === 'Unknown' ? 'the terminal never answered' : 'waits for the terminal'}</Text>
          </li>
        ))}
        {open.map(({ orderId, receiptNumber, total }) => (
          <li key={orderId} className="till-pair">
            <Anchor component={Link} href={`/orders/${orderId}`} underline="always">
              {receiptNumber}
            </Anchor>
            <Text>open, of {formatMoney(total)}</Text>
          </li>
        ))}
        {stoppedPrints > 0 && <li>{many(stoppedPrints, 'print stopped', 'prints stopped')}</li>}
        {waitingEvents > 0 && <li>{many(waitingEvents, 'change waits to be sent', 'changes wait to be sent')}</li>}
      </ul>
    </section>
  );
};
