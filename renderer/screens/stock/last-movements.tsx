import { Anchor, Text, Title } from '@mantine/core';
import { Link } from 'wouter';
import { formatDateTime } from '../../components/format-time.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useOperation } from '../../queries/operations.ts';
import { formatChange, KIND_WORDS } from './movement-texts.ts';

const SHOWN = 20;

export const LastMovements = ({ itemId }: { readonly itemId: string }) => {
  const movements = useOperation('catalog.getStockMovements', { itemId, pageSize: SHOWN });
  return (
    <>
      <Title order={3} size="h5" mt="lg">
        Last movements
      </Title>
      {movements.error && <ErrorState error={movements.error} retry={() => void movements.refetch()} />}
      {movements.isPending && <LoadingState rows={3} />}
      {movements.data?.items.length === 0 && <Text c="dimmed">Nothing moved yet.</Text>}
      {movements.data && movements.data.items.length > 0 && (
        <ul className="till-lines" aria-label="Last movements">
          {movements.data.items.map(({ id, kind, quantity, levelAfter, userName, at, orderId, note }) => (
            <li key={id}>
              <div className="till-pair">
                <Text fw={550}>{KIND_WORDS[kind]}</Text>
                <span>
                  <b>{formatChange(quantity)}</b> → {levelAfter}
                </span>
              </div>
              <Text size="sm" c="dimmed">
                {formatDateTime(at)} · {userName}
                {orderId !== null && (
                  <>
                    {' · '}
                    <Anchor component={Link} href={`/orders/${orderId}`} underline="always" size="sm">
                      see the order
                    </Anchor>
                  </>
                )}
              </Text>
              {note !== '' && <Text size="sm">{note}</Text>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};
