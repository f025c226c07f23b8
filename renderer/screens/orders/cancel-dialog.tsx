import { Alert, Button, Group, List, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { isRefund, meansOf, needsSettling, toRefund } from './payment-texts.ts';

interface CancelDialogProps {
  readonly order: OrderView;
  readonly opened: boolean;
  readonly close: () => void;
}

export const CancelDialog = ({ order, opened, close }: CancelDialogProps) => {
  const cancel = useCommand('ordering.cancelOrder');
  const leave = (): void => {
    close();
    cancel.reset();
  };
  return (
    <Modal
      opened={opened}
      onClose={cancel.isPending ? () => undefined : leave}
      title={cancel.data ? `${order.receiptNumber} is cancelled` : `Cancel ${order.receiptNumber}?`}
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      {cancel.data ? (
        <Outcome order={cancel.data} close={leave} />
      ) : (
        <CancelForm
          order={order}
          error={cancel.error}
          isBusy={cancel.isPending}
          close={leave}
          submit={(reason) => cancel.mutate({ orderId: order.id, reason }, { onError: () => signal('error') })}
        />
      )}
    </Modal>
  );
};

const REASONS = ['Rung up by mistake', 'Customer changed mind', 'Faulty goods'];

interface CancelFormProps {
  readonly order: OrderView;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly close: () => void;
  readonly submit: (reason: string) => void;
}

const CancelForm = ({ order, error, isBusy, close, submit }: CancelFormProps) => {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  useKeys('Cancel the order', [], { dialog: true });
  const give = (text: string): void => {
    setReason(text);
    setMissing(false);
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        setMissing(reason.trim() === '');
        if (reason.trim() !== '') submit(reason.trim());
      }}
    >
      <Stack>
        <Consequences order={order} />
        <TextInput
          label="Reason"
          description="Stands in the order for good"
          maxLength={1000}
          data-autofocus
          value={reason}
          onChange={({ currentTarget }) => give(currentTarget.value)}
          error={isMissing && 'Say why it is cancelled.'}
        />
        <Group gap="xs">
          {REASONS.map((text) => (
            <Button key={text} variant="default" onClick={() => give(text)}>
              {text}
            </Button>
          ))}
        </Group>
        {error !== null && (
          <Alert color="red" role="alert" title="The order was not cancelled">
            {order.payments.some(needsSettling)
              ? 'The refund has no answer yet. Settle it under Payments: the order is cancelled once it is confirmed.'
              : errorText(error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close} disabled={isBusy}>
            Keep the order
          </Button>
          <Button type="submit" color="red.9" loading={isBusy}>
            Cancel the order
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Consequences = ({ order }: { readonly order: OrderView }) => {
  const refunds = toRefund(order.payments);
  return (
    <List>
      <List.Item>{order.units === 1 ? '1 unit goes' : `${order.units} units go`} back into stock.</List.Item>
      {refunds.map((payment) => (
        <List.Item key={payment.id}>
          {payment.method === 'cash'
            ? `${formatMoney(payment.amount)} is handed out in cash.`
            : `${formatMoney(payment.amount)} goes back to ${meansOf(payment)} through the terminal.`}
        </List.Item>
      ))}
      {refunds.length === 0 && <List.Item>No money goes back.</List.Item>}
      <List.Item>The number {order.receiptNumber} stays used.</List.Item>
    </List>
  );
};

const Outcome = ({ order, close }: { readonly order: OrderView; readonly close: () => void }) => (
  <Stack role="status">
    {order.payments.filter(isRefund).map(
      (refund) =>
        refund.status === 'Confirmed' && (
          <Text key={refund.id} size="xl" fw={650}>
            {refund.method === 'cash' ? 'Hand out' : `Went back to ${meansOf(refund)}:`} {formatMoney(negate(refund.amount))}
          </Text>
        ),
    )}
    <Text>{order.units === 1 ? '1 unit is' : `${order.units} units are`} back in stock.</Text>
    <Group justify="flex-end">
      <Button data-autofocus onClick={close}>
        Done
      </Button>
    </Group>
  </Stack>
);
