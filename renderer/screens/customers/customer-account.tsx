import { Button, Group, Title } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import type { BuyerView } from '../../../domain/contract/buyers.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { ErrorState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { SettleDialog } from './settle-dialog.tsx';
import { Statement } from './statement.tsx';

const PayDialog = lazy(async () => ({ default: (await import('../pay/pay-dialog.tsx')).PayDialog }));

/** What a customer owes, how it came to that, and the way to take money for it. Nothing where there is no account. */
export const CustomerAccount = ({ buyer: { id: buyerId, name } }: { readonly buyer: BuyerView }) => {
  const account = useOperation('buyers.getAccount', { buyerId });
  const [isAsking, ask] = useState(false);
  const [paying, setPaying] = useState<Money | null>(null);
  const owes = account.data !== undefined && account.data.owed.amount > 0;
  useKeys('Customer account', [{ key: 'S', does: 'Settle the account', run: () => ask(true), enabled: owes }]);
  if (account.error) return <ErrorState error={account.error} retry={() => void account.refetch()} />;
  if (!account.data) return null;
  const { owed, limit } = account.data;
  const isEmpty = limit.amount === 0 && owed.amount === 0;
  // Not while the payment that settled it is still shown.
  if (isEmpty && paying === null) return <Statement buyerId={buyerId} title="Account" />;
  return (
    <section aria-label="Account">
      <Group justify="space-between" mt="md" mb="xs">
        <Title order={3} size="h4">
          Account
        </Title>
        {owes && (
          <Button variant="default" onClick={() => ask(true)} aria-keyshortcuts="S">
            Settle
          </Button>
        )}
      </Group>
      <dl className="till-facts">
        <dt>{owed.amount < 0 ? 'Paid ahead' : 'Owes'}</dt>
        <dd>
          <strong>
            <MoneyText money={{ ...owed, amount: Math.abs(owed.amount) }} />
          </strong>
        </dd>
        <dt>Limit</dt>
        <dd>
          <MoneyText money={limit} />
        </dd>
      </dl>
      <Statement buyerId={buyerId} />
      {paying === null && (
        <SettleDialog name={name} owed={owed} opened={isAsking} close={() => ask(false)} onSettle={setPaying} />
      )}
      {paying && (
        <Suspense>
          <PayDialog
            credit={{ method: 'account', buyerId, amount: paying }}
            opened
            onClose={() => {
              setPaying(null);
              ask(false);
            }}
          />
        </Suspense>
      )}
    </section>
  );
};
