import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';

export const CancelOrder = ({ orderId }: { readonly orderId: string }) => {
  const cancel = useCommand('ordering.cancelOrder');
  const [isAsking, ask] = useState(false);
  const [reason, setReason] = useState('Payment failed');
  if (!isAsking) {
    return (
      <Group mt="xs">
        <Button variant="default" onClick={() => ask(true)}>
          Cancel the order
        </Button>
      </Group>
    );
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        cancel.mutate({ orderId, reason: reason.trim() });
      }}
    >
      <TextInput
        label="Why?"
        mt="xs"
        value={reason}
        maxLength={200}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        error={cancel.error ? errorText(cancel.error) : undefined}
      />
      <Group mt="xs" gap="xs">
        <Button type="submit" color="red" disabled={reason.trim() === ''} loading={cancel.isPending}>
          Cancel the order
        </Button>
        <Button variant="default" disabled={cancel.isPending} onClick={() => ask(false)}>
          Keep it
        </Button>
      </Group>
    </form>
  );
};
