import { Button, Group, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { isRefund } from './payment-texts.ts';

/** A card payment without an answer: the terminal is asked again, or a manager reads its slip. It is never guessed. */
export const SettlePayment = ({ payment }: { readonly payment: PaymentView }) => {
  const lookUp = useCommand('payment.lookUpPayment');
  const resolve = useCommand('payment.resolvePayment');
  const mayManage = useMay('manager');
  if (payment.status === 'Pending')
    return <Text mt={4}>The terminal is still at work. This changes by itself once it answers.</Text>;

  const verb = isRefund(payment) ? 'given back' : 'paid';
  const settle = (outcome: 'Confirmed' | 'Rejected'): void => {
    const words = outcome === 'Confirmed' ? `was ${verb}` : `was not ${verb}`;
    modals.openConfirmModal({
      title: `${formatMoney(payment.amount)} ${words}?`,
      children: <Text>Look at the terminal’s own slip first. This cannot be taken back.</Text>,
      labels: { confirm: `It ${words}`, cancel: 'Leave it open' },
      onConfirm: () => resolve.mutate({ paymentId: payment.id, outcome }, { onError: showError }),
    });
  };

  return (
    <>
      <Text mt={4} role="status">
        {lookUp.data?.status === 'Unknown' ? 'The terminal still does not know.' : 'It may have gone through or not.'}
        {!mayManage && ' A manager can settle it by the terminal’s own slip.'}
      </Text>
      <Group gap="xs" mt="xs">
        <Button
          variant="light"
          loading={lookUp.isPending}
          onClick={() => lookUp.mutate({ paymentId: payment.id }, { onError: showError })}
        >
          Ask the terminal again
        </Button>
        {mayManage && (
          <>
            <Button variant="default" loading={resolve.isPending} onClick={() => settle('Confirmed')}>
              It was {verb}
            </Button>
            <Button variant="default" loading={resolve.isPending} onClick={() => settle('Rejected')}>
              It was not {verb}
            </Button>
          </>
        )}
      </Group>
    </>
  );
};
