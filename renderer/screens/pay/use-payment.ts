import { useRef, useState } from 'react';
import type { Tender } from '../../../domain/contract/payment.ts';
import { newId } from '../../../domain/shared/ids.ts';
import type { Money } from '../../../domain/shared/money.ts';
import type { CallError } from '../../client.ts';
import { creditOf } from '../../components/order-credit.ts';
import { useBasket } from '../../queries/basket.ts';
import { useOperation } from '../../queries/operations.ts';
import { queryClient } from '../../query-client.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { needsSettling } from '../orders/payment-texts.ts';
import { forgetRemovals } from '../sell/basket-actions.ts';
import { type Attempt, send } from './attempt.ts';
import type { PayRules } from './pay-rules.ts';
import { covers, restAfter, type Wanted } from './tender-amounts.ts';

/** Money that is taken for no goods: it goes onto a voucher, or comes off what a customer owes. */
export type Credit =
  | { readonly method: 'voucher'; readonly code: string | null; readonly amount: Money }
  | { readonly method: 'account'; readonly buyerId: string; readonly amount: Money };

type Progress =
  | { readonly kind: 'ready'; readonly error: CallError | null }
  | { readonly kind: 'sending' | 'unanswered'; readonly attempt: Attempt };

const READY: Progress = { kind: 'ready', error: null };
/** An answer of the terminal may come on its own. */
const ASK_AGAIN_MS = 1500;

const makeOrder = (credit: Credit | undefined, orderId: string, total: Money, payments: Tender[]): Attempt => {
  if (!credit) return { operation: 'basket.checkout', input: { orderId, total, payments } };
  const { amount } = credit;
  if (credit.method === 'account') {
    return { operation: 'ordering.settleAccount', input: { orderId, buyerId: credit.buyerId, amount, payments } };
  }
  const code = credit.code === null ? {} : { code: credit.code };
  return { operation: 'ordering.sellVoucher', input: { orderId, amount, payments, ...code } };
};

/**
 * A payment from its first tender to the end.
 * @param openOrderId an order that is still open; without it the basket, or the credit, becomes an order of an id that is made once
 */
export const usePayment = (rules: PayRules, openOrderId: string | undefined, credit: Credit | undefined) => {
  const [orderId] = useState(() => openOrderId ?? newId());
  const [isOrder, setIsOrder] = useState(openOrderId !== undefined);
  const [parts, setParts] = useState<readonly Tender[]>([]);
  const [progress, setProgress] = useState<Progress>(READY);
  const isSending = useRef(false);
  const basket = useBasket().data;
  const [waits, setWaits] = useState(false);
  const order = useOperation('ordering.getOrderById', { orderId }, { enabled: isOrder, refetchInterval: waits && ASK_AGAIN_MS });
  const nowWaits = order.data?.payments.some(needsSettling) ?? false;
  if (nowWaits !== waits) setWaits(nowWaits);

  const sent = progress.kind === 'ready' ? undefined : progress.attempt;
  const basketTotal = sent?.operation === 'basket.checkout' ? sent.input.total : basket?.totals.total;
  const total = isOrder ? order.data?.asked : (credit?.amount ?? basketTotal);
  const due = isOrder ? order.data?.due : total && restAfter(total, parts, rules);
  const buyerId = isOrder ? order.data?.buyerId : credit ? null : basket?.buyer?.id;
  const forCredit = isOrder ? order.data && creditOf(order.data)?.method : credit?.method;

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
    rules,
    order,
    /** What is asked for; less than nothing where money goes back. */
    total,
    due,
    /** Whose account it may go on. */
    buyerId: buyerId ?? null,
    /** Set when the money is for no goods: `voucher` or `account`. */
    forCredit: forCredit ?? null,
    parts,
    progress,
    isOrder,
    /** Takes a tender: at once when an order is open or it covers the rest, else it is kept until the others cover it. */
    take: (wanted: Wanted): void => {
      if (!total || !due) return;
      const payment: Tender = { ...wanted, id: newId() };
      if (isOrder) void run({ operation: 'payment.processPayment', input: { orderId, payment } });
      else if (covers(due, wanted, rules)) void run(makeOrder(credit, orderId, total, [...parts, payment]));
      else {
        setParts([...parts, payment]);
        setProgress(READY);
      }
    },
    /** Where nothing is due at all. */
    finish: (): void => {
      if (total && !isOrder) void run(makeOrder(credit, orderId, total, [...parts]));
    },
    dropPart: (id: string): void => setParts(parts.filter((part) => part.id !== id)),
    retry: (): void => {
      if (progress.kind === 'unanswered') void run(progress.attempt);
    },
  };
};

export type Paying = ReturnType<typeof usePayment>;
