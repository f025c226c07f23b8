import { Alert, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import { ReasonField } from '../../components/reason-field.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { isRefund, needsSettling, refundedText, refundText, toRefund } from './payment-texts.ts';

interface CancelDialogProps {
  readonly order: OrderView;
  readonly opened: boolean;
  readonly close: () => void;
}

export const CancelDialog = ({ order, opened, close }: CancelDialogProps) => {
  const cancel = useCommand('ordering.cancelOrder');
  // What was given back before has long been handed out.
  const [before, setBefore] = useState<ReadonlySet<string>>(new Set());
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
        <Outcome order={cancel.data} before={before} close={leave} />
      ) : (
        <CancelForm
          order={order}
          error={cancel.error}
          isBusy={cancel.isPending}
          close={leave}
          submit={(reason) => {
            setBefore(new Set(order.payments.map(({ id }) => id)));
            cancel.mutate({ orderId: order.id, reason }, { onError: () => signal('error') });
          }}
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
        <ReasonField
          description="Stands in the order for good"
          maxLength={1000}
          autoFocus
          choices={REASONS}
          value={reason}
          onChange={give}
          error={isMissing && 'Say why it is cancelled.'}
        />
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
      {order.units > 0 && <List.Item>{order.units === 1 ? '1 unit goes' : `${order.units} units go`} back into stock.</List.Item>}
      {refunds.map((payment) => (
        <List.Item key={payment.id}>{refundText(payment)}</List.Item>
      ))}
      {refunds.length === 0 && <List.Item>No money goes back.</List.Item>}
      <List.Item>The number {order.receiptNumber} stays used.</List.Item>
    </List>
  );
};

interface OutcomeProps {
  readonly order: OrderView;
  /** The payments that were there before it was cancelled. */
  readonly before: ReadonlySet<string>;
  readonly close: () => void;
}

const Outcome = ({ order, before, close }: OutcomeProps) => (
  <Stack role="status">
    {order.payments.filter(isRefund).map(
      (refund) =>
        refund.status === 'Confirmed' &&
        !before.has(refund.id) && (
          <Text key={refund.id} size="xl" fw={650}>
            {refundedText(refund)}
          </Text>
        ),
    )}
    {order.units > 0 && <Text>{order.units === 1 ? '1 unit is' : `${order.units} units are`} back in stock.</Text>}
    <Group justify="flex-end">
      <Button data-autofocus onClick={close}>
        Done
      </Button>
    </Group>
  </Stack>
);
