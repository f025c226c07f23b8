import { useRef, useState } from 'react';
import type { OrderView } from '../../../domain/contract/ordering.ts';
import type { Tender } from '../../../domain/contract/payment.ts';
import { newId } from '../../../domain/shared/ids.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { compare, subtract, sum } from '../../../domain/shared/money.ts';
import type { CallError } from '../../client.ts';
import { useBasket } from '../../queries/basket.ts';
import { useOperation } from '../../queries/operations.ts';
import { queryClient } from '../../query-client.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { forgetRemovals } from '../sell/basket-actions.ts';
import { type Attempt, send } from './attempt.ts';

/** What the clerk means to take, before it has an id. */
export type Wanted = { readonly method: 'cash'; readonly tendered: Money } | { readonly method: 'card'; readonly amount: Money };

type Progress =
  | { readonly kind: 'ready'; readonly error: CallError | null }
  | { readonly kind: 'sending' | 'unanswered'; readonly attempt: Attempt };

const READY: Progress = { kind: 'ready', error: null };
/** An answer of the terminal may come on its own. */
const ASK_AGAIN_MS = 1500;

export const amountOf = (tender: Wanted): Money => (tender.method === 'cash' ? tender.tendered : tender.amount);

export const isOpenPayment = ({ status }: OrderView['payments'][number]): boolean => status === 'Pending' || status === 'Unknown';

/**
 * A payment from its first tender to the end.
 * @param openOrderId an order that is still open; without it the basket becomes an order of an id that is made once
 */
export const usePayment = (openOrderId: string | undefined) => {
  const [orderId] = useState(() => openOrderId ?? newId());
  const [isOrder, setIsOrder] = useState(openOrderId !== undefined);
  const [parts, setParts] = useState<readonly Tender[]>([]);
  const [progress, setProgress] = useState<Progress>(READY);
  const isSending = useRef(false);
  const basket = useBasket().data;
  const [waits, setWaits] = useState(false);
  const order = useOperation('ordering.getOrderById', { orderId }, { enabled: isOrder, refetchInterval: waits && ASK_AGAIN_MS });
  const nowWaits = order.data?.payments.some(isOpenPayment) ?? false;
  if (nowWaits !== waits) setWaits(nowWaits);

  const sent = progress.kind === 'ready' ? undefined : progress.attempt;
  const basketTotal = sent?.operation === 'basket.checkout' ? sent.input.total : basket?.totals.total;
  const total = isOrder ? order.data?.total : basketTotal;
  const rest = total && subtract(total, sum(parts.map(amountOf), total.currency));
  const due = isOrder ? order.data?.due : rest;

  const run = async (attempt: Attempt): Promise<void> => {
    if (isSending.current) return;
    isSending.current = true;
    setProgress({ kind: 'sending', attempt });
    const outcome = await send(attempt);
    isSending.current = false;
    if (outcome.kind === 'unanswered') {
      signal('error');
      setProgress({ kind: 'unanswered', attempt });
      return;
    }
    if (outcome.kind === 'refused') {
      signal('error');
      setProgress({ kind: 'ready', error: outcome.error });
      return;
    }
    if (attempt.operation === 'basket.checkout') {
      forgetRemovals();
      useView.getState().setLastAdded(null);
    }
    queryClient.setQueryData(['ordering.getOrderById', { orderId }], outcome.order);
    setParts([]);
    setIsOrder(true);
    setProgress(READY);
  };

  return {
    order,
    total,
    due,
    parts,
    progress,
    isOrder,
    /** Takes a tender: at once when an order is open or it covers the rest, else it is kept until the others cover it. */
    take: (wanted: Wanted): void => {
      if (!total || !due) return;
      const payment: Tender = { ...wanted, id: newId() };
      if (isOrder) void run({ operation: 'payment.processPayment', input: { orderId, payment } });
      else if (compare(amountOf(wanted), due) < 0) {
        setParts([...parts, payment]);
        setProgress(READY);
      } else void run({ operation: 'basket.checkout', input: { orderId, total, payments: [...parts, payment] } });
    },
    dropPart: (id: string): void => setParts(parts.filter((part) => part.id !== id)),
    retry: (): void => {
      if (progress.kind === 'unanswered') void run(progress.attempt);
    },
  };
};

export type Paying = ReturnType<typeof usePayment>;
