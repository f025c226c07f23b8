import './pay.css';
import { Button, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';

type Resolution = 'Confirmed' | 'Rejected';

/** A person's word for an answer that never came. */
export const ResolveByHand = ({ payment }: { readonly payment: PaymentView }) => {
  const resolve = useCommand('payment.resolvePayment');
  const [outcome, setOutcome] = useState<Resolution | null>(null);
  const done = payment.amount.amount < 0 ? 'given back' : 'paid';
  return (
    <Radio.Group
      className="till-panel till-pay-resolve"
      label="Or settle it by the terminal’s own slip"
      value={outcome}
      onChange={(value) => setOutcome(value === 'Confirmed' ? 'Confirmed' : 'Rejected')}
    >
      <Stack gap="sm" my="sm">
        <Radio size="md" value="Confirmed" label={`The slip says: ${done}`} />
        <Radio size="md" value="Rejected" label={`There is no slip, or it says: not ${done}`} />
      </Stack>
      <Group>
        <Button
          variant="default"
          disabled={outcome === null}
          loading={resolve.isPending}
          onClick={() => outcome && resolve.mutate({ paymentId: payment.id, outcome }, { onError: showError })}
        >
          Settle it
        </Button>
      </Group>
    </Radio.Group>
  );
};
