import { Anchor, Button, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import type { StatementEntry } from '../../../domain/contract/buyers.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useInfiniteOperation } from '../../queries/infinite.ts';

const SHOWN = 10;

const whatOf = ({ amount, takenBack }: StatementEntry): string => {
  if (takenBack) return amount.amount < 0 ? 'Purchase given back' : 'Payment given back';
  return amount.amount < 0 ? 'Paid' : 'Purchase';
};

interface StatementProps {
  readonly buyerId: string;
  /** For a statement on its own: shown when there is anything in it. */
  readonly title?: string;
}

/** What went on the account and came off it, newest first. */
export const Statement = ({ buyerId, title }: StatementProps) => {
  const { items, isPending, error, retry, more, hasMore } = useInfiniteOperation('buyers.getStatement', {
    buyerId,
    pageSize: SHOWN,
  });
  if (error) return <ErrorState error={error} retry={retry} />;
  if (items.length === 0) return title === undefined && !isPending ? <Text c="dimmed">Nothing went on it yet.</Text> : null;
  return (
    <>
      {title !== undefined && (
        <Title order={3} size="h4" mt="md" mb="xs">
          {title}
        </Title>
      )}
      <ul className="till-lines" aria-label="Statement">
        {items.map((entry) => (
          <li key={entry.id} className="till-pair">
            <span>
              {whatOf(entry)}{' '}
              <Anchor component={Link} href={`/orders/${entry.orderId}`}>
                {entry.receiptNumber}
              </Anchor>
              <Text size="sm" c="dimmed">
                {formatDateTime(entry.at)} · then {formatMoney(entry.balance)}
              </Text>
            </span>
            <MoneyText money={entry.amount} />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" mt="xs" onClick={more}>
          Show older
        </Button>
      )}
    </>
  );
};
