import { Button } from '@mantine/core';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { useIntent } from '../../components/intent.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { movedBy } from '../../components/payment-methods.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';

/** Takes one payment of an open order back, so that another can be tried. Pressed twice it goes back once. */
export const GiveBack = ({ payment }: { readonly payment: PaymentView }) => {
  const cancel = useCommand('payment.cancelPayment');
  const intent = useIntent();
  const { id: paymentId, method } = payment;
  const moved = formatMoney(movedBy(payment));
  return (
    <Button
      variant="default"
      size="compact-md"
      h={44}
      loading={cancel.isPending}
      aria-label={`Give ${moved} back`}
      onClick={() =>
        cancel.mutate(
          { id: intent.idFor(paymentId), paymentId },
          {
            onSuccess: ({ status }) => {
              intent.done();
              if (status === 'Confirmed' && method.endsWith('cash')) showDone(`Hand ${moved} back in cash`);
            },
            onError: showError,
          },
        )
      }
    >
      Give back
    </Button>
  );
};
