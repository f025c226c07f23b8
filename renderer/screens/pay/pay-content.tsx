import { Loader } from '@mantine/core';
import { useLayoutEffect } from 'react';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { needsSettling } from '../orders/payment-texts.ts';
import { hasCard } from './attempt.ts';
import { CancelledOrder } from './cancelled-order.tsx';
import { PaidOrder } from './paid-order.tsx';
import { type PayRules, usePayRules } from './pay-rules.ts';
import { PaySummary } from './pay-summary.tsx';
import type { Suggestion } from './suggestions.ts';
import { TenderForm } from './tender-form.tsx';
import { Unanswered } from './unanswered.tsx';
import { UnresolvedPayment } from './unresolved-payment.tsx';
import { type Credit, type Paying, usePayment } from './use-payment.ts';

interface PayContentProps {
  readonly openOrderId: string | undefined;
  readonly credit: Credit | undefined;
  readonly suggested: readonly Suggestion[];
  readonly exact: boolean;
  readonly close: () => void;
  /** Keeps the dialog open. */
  readonly hold: (held: boolean) => void;
}

export const PayContent = (props: PayContentProps) => {
  const { rules, error } = usePayRules();
  if (rules) return <Payment rules={rules} {...props} />;
  return error ? <ErrorState error={error} /> : <LoadingState rows={4} />;
};

const Payment = ({ rules, openOrderId, credit, hold, ...stage }: PayContentProps & { readonly rules: PayRules }) => {
  const paying = usePayment(rules, openOrderId, credit);
  const isHeld = paying.progress.kind !== 'ready';
  // Before the paint: the key that closes the dialog works as soon as what it closes is seen.
  useLayoutEffect(() => {
    hold(isHeld);
    return () => hold(false);
  }, [isHeld, hold]);
  return <Stage paying={paying} {...stage} />;
};

interface StageProps extends Pick<PayContentProps, 'suggested' | 'exact' | 'close'> {
  readonly paying: Paying;
}

/** The one screen that fits where the payment stands. */
const Stage = ({ paying, suggested, exact, close }: StageProps) => {
  const { order, progress, isOrder } = paying;
  if (progress.kind === 'unanswered') return <Unanswered retry={paying.retry} />;
  if (isOrder && order.error && !order.data) return <ErrorState error={order.error} retry={() => void order.refetch()} />;
  const { total, due } = paying;
  if (!total || !due) return <LoadingState rows={4} />;
  const status = order.data?.status;
  if (order.data && (status === 'Paid' || status === 'Shipped')) return <PaidOrder order={order.data} close={close} />;
  if (order.data && status === 'Cancelled') return <CancelledOrder order={order.data} close={close} />;
  const open = order.data?.payments.find(needsSettling);
  const isCard = progress.kind === 'sending' && hasCard(progress.attempt);
  return (
    <div className="till-pay-columns">
      <PaySummary total={total} due={due} parts={paying.parts} order={order.data} dropPart={paying.dropPart} />
      {isCard ? (
        <Waiting />
      ) : order.data && open ? (
        <UnresolvedPayment payment={open} close={close} />
      ) : (
        <TenderForm paying={paying} due={due} exact={exact} suggested={suggested} close={close} />
      )}
    </div>
  );
};

const Waiting = () => (
  <div className="till-pay-waiting" role="status">
    <Loader size={56} aria-hidden="true" />
    <strong>Waiting for the card terminal</strong>
    <span>The customer holds the card to it. Leave this open.</span>
  </div>
);
