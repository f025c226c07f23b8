import { Button, Group, Title } from '@mantine/core';
import { IconAddressBook, IconDownload, IconPencil, IconUserOff } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { CustomerAccount } from './customer-account.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { CustomerNotes } from './customer-notes.tsx';
import { CustomerOrders } from './customer-orders.tsx';
import { EraseCustomer } from './erase-customer.tsx';
import { exportCustomer } from './export-customer.ts';
import { Terms } from './terms.tsx';

export const CustomerPanel = ({ id }: { readonly id: string | null }) =>
  id === null ? (
    <EmptyState
      icon={<IconAddressBook size={40} />}
      title="No customer chosen"
      hint="Choose one in the list to see addresses, terms and notes."
    />
  ) : (
    <OpenCustomer id={id} />
  );

const OpenCustomer = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useOperation('buyers.getBuyerById', { buyerId: id });
  if (data) return data.erasedAt === null ? <Customer buyer={data} /> : <Erased />;
  return error ? <ErrorState error={error} retry={() => void refetch()} /> : <LoadingState />;
};

const Erased = () => (
  <EmptyState
    icon={<IconUserOff size={40} />}
    title="This customer was erased"
    hint="Past sales still count, without a name. A customer who comes back is created anew."
  />
);

const Customer = ({ buyer }: { readonly buyer: BuyerView }) => {
  const [, navigate] = useLocation();
  const mayManage = useMay('manager');
  const edit = (): void => navigate(`/customers/${buyer.id}/edit`);
  useKeys('Customer', [{ key: 'E', does: 'Edit', run: edit }]);
  return (
    <>
      <div className="till-split-scroll">
        <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
          <Title order={2} size="h3" dir="auto" className="till-customer-name">
            {buyer.name}
          </Title>
          <Button variant="default" leftSection={<IconPencil size={20} />} onClick={edit} aria-keyshortcuts="E">
            Edit
          </Button>
        </Group>
        <CustomerFacts buyer={buyer} />
        <Terms buyer={buyer} />
        <CustomerAccount buyer={buyer} />
        <CustomerOrders buyerId={buyer.id} />
        <CustomerNotes buyerId={buyer.id} />
      </div>
      {mayManage && (
        <Group justify="space-between" className="till-split-foot">
          <Button variant="default" leftSection={<IconDownload size={20} />} onClick={() => void exportCustomer(buyer)}>
            Export
          </Button>
          <EraseCustomer buyer={buyer} />
        </Group>
      )}
    </>
  );
};
