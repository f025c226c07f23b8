import { Loader } from '@mantine/core';
import { useEffect } from 'react';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { CancelledOrder } from './cancelled-order.tsx';
import { PaidOrder } from './paid-order.tsx';
import { PaySummary } from './pay-summary.tsx';
import { TenderForm } from './tender-form.tsx';
import { Unanswered } from './unanswered.tsx';
import { UnresolvedPayment } from './unresolved-payment.tsx';
import { isOpenPayment, type Paying, usePayment } from './use-payment.ts';

interface PayContentProps {
  readonly openOrderId: string | undefined;
  readonly exact: boolean;
  readonly close: () => void;
  /** Keeps the dialog open. */
  readonly hold: (held: boolean) => void;
}

export const PayContent = ({ openOrderId, exact, close, hold }: PayContentProps) => {
  const paying = usePayment(openOrderId);
  const isHeld = paying.progress.kind !== 'ready';
  useEffect(() => {
    hold(isHeld);
    return () => hold(false);
  }, [isHeld, hold]);
  return <Stage paying={paying} exact={exact} close={close} />;
};

interface StageProps {
  readonly paying: Paying;
  readonly exact: boolean;
  readonly close: () => void;
}

/** The one screen that fits where the payment stands. */
const Stage = ({ paying, exact, close }: StageProps) => {
  const { order, progress, isOrder } = paying;
  if (progress.kind === 'unanswered') return <Unanswered retry={paying.retry} />;
  if (isOrder && order.error && !order.data) return <ErrorState error={order.error} retry={() => void order.refetch()} />;
  const { total, due } = paying;
  if (!total || !due) return <LoadingState rows={4} />;
  const status = order.data?.status;
  if (order.data && (status === 'Paid' || status === 'Shipped')) return <PaidOrder order={order.data} close={close} />;
  if (order.data && status === 'Cancelled') return <CancelledOrder order={order.data} close={close} />;
  const open = order.data?.payments.find(isOpenPayment);
  const isCard = progress.kind === 'sending' && hasCard(progress.attempt);
  return (
    <div className="till-pay-columns">
      <PaySummary total={total} due={due} parts={paying.parts} order={order.data} dropPart={paying.dropPart} />
      {isCard ? (
        <Waiting />
      ) : order.data && open ? (
        <UnresolvedPayment payment={open} close={close} />
      ) : (
        <TenderForm paying={paying} due={due} exact={exact} close={close} />
      )}
    </div>
  );
};

type SentAttempt = Extract<Paying['progress'], { kind: 'sending' | 'unanswered' }>['attempt'];

const hasCard = ({ operation, input }: SentAttempt): boolean =>
  operation === 'basket.checkout' ? input.payments.some(({ method }) => method === 'card') : input.payment.method === 'card';

const Waiting = () => (
  <div className="till-pay-waiting" role="status">
    <Loader size={56} aria-hidden="true" />
    <strong>Waiting for the card terminal</strong>
    <span>The customer holds the card to it. Leave this open.</span>
  </div>
);
