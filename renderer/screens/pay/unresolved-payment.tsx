import { Alert, Button } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { ResolveByHand } from './resolve-by-hand.tsx';

interface UnresolvedPaymentProps {
  readonly payment: PaymentView;
  readonly close: () => void;
}

/** A card payment without an answer: it is asked for again or settled by hand, never guessed and never taken again. */
export const UnresolvedPayment = ({ payment, close }: UnresolvedPaymentProps) => {
  const lookUp = useCommand('payment.lookUpPayment');
  const mayManage = useMay('manager');
  const isBack = payment.amount.amount < 0;
  const isPending = payment.status === 'Pending';
  const stillUnknown = lookUp.data?.status === 'Unknown';
  return (
    <section className="till-pay-form" aria-label="Unresolved payment">
      <Alert
        color="orange"
        className="till-warn"
        icon={<IconHelpCircle />}
        role="alert"
        title={`No answer for ${formatMoney(isBack ? negate(payment.amount) : payment.amount)}`}
      >
        {isPending
          ? 'The terminal is still at work. This changes by itself once it answers.'
          : isBack
            ? 'The money may have gone back to the card or not. Do not give it back again before it is clear.'
            : 'The card may have been charged or not. Do not take this money again before it is clear.'}
        {stillUnknown && ' The terminal still does not know.'}
      </Alert>
      {!isPending && (
        <Button
          size="xl"
          fullWidth
          loading={lookUp.isPending}
          onClick={() => lookUp.mutate({ paymentId: payment.id }, { onError: showError })}
        >
          Ask the terminal again
        </Button>
      )}
      {!isPending && mayManage && <ResolveByHand payment={payment} />}
      {!isPending && !mayManage && <p>A manager can settle it by the terminal’s own slip.</p>}
      <Button variant="default" size="lg" fullWidth onClick={close}>
        Leave it for later
      </Button>
      <p className="till-pay-hint">It stays in the bar at the top until it is settled.</p>
    </section>
  );
};
