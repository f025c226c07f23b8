import { Anchor, Button, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { formatDateTime } from '../../components/format-time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useInfiniteOperation } from '../../queries/infinite.ts';

const SHOWN = 10;

/** What a customer bought, newest first. */
export const CustomerOrders = ({ buyerId }: { readonly buyerId: string }) => {
  const { items, isPending, error, retry, more, hasMore } = useInfiniteOperation('ordering.getOrders', {
    buyerId,
    pageSize: SHOWN,
  });
  return (
    <section aria-label="Purchases">
      <Title order={3} size="h5" mt="md" mb={4}>
        Purchases
      </Title>
      {error && <ErrorState error={error} retry={retry} />}
      {items.length === 0 && !isPending && !error && <Text c="dimmed">Nothing yet.</Text>}
      <ul className="till-lines">
        {items.map(({ id, receiptNumber, orderDate, status, asked }) => (
          <li key={id} className="till-pair">
            <span>
              <Anchor component={Link} href={`/orders/${id}`}>
                {receiptNumber}
              </Anchor>
              <Text size="sm" c="dimmed">
                {formatDateTime(orderDate)}
                {status === 'Cancelled' && ', cancelled'}
              </Text>
            </span>
            <MoneyText money={asked} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" mt="xs" onClick={more}>
          Show older
        </Button>
      )}
    </section>
  );
};
