import { Button, Stack, Text } from '@mantine/core';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { ResolveByHand } from '../pay/resolve-by-hand.tsx';

/** A card payment without an answer: the terminal is asked again, or a manager reads its slip. It is never guessed. */
export const SettlePayment = ({ payment }: { readonly payment: PaymentView }) => {
  const lookUp = useCommand('payment.lookUpPayment');
  const mayManage = useMay('manager');
  if (payment.status === 'Pending') {
    return <Text mt={4}>The terminal is still at work. This changes by itself once it answers.</Text>;
  }
  return (
    <Stack gap="xs" mt={4}>
      <Text role="status">
        {lookUp.data?.status === 'Unknown' ? 'The terminal still does not know.' : 'It may have gone through or not.'}
        {!mayManage && ' A manager can settle it by the terminal’s own slip.'}
      </Text>
      <Button
        variant="light"
        loading={lookUp.isPending}
        onClick={() => lookUp.mutate({ paymentId: payment.id }, { onError: showError })}
      >
        Ask the terminal again
      </Button>
      {mayManage && <ResolveByHand payment={payment} />}
    </Stack>
  );
};
