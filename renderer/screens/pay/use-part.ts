import { useState } from 'react';
import { compare, type Money } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';

/** What one tender pays: all that it can until another amount is typed, and never more. @param most what it can pay */
export const usePart = (most: Money) => {
  const [typed, setTyped] = useState<Money | null | undefined>(undefined);
  const amount = typed === undefined ? most : typed;
  const isTooMuch = amount !== null && compare(amount, most) > 0;
  const fits = amount !== null && !isTooMuch && (amount.amount > 0 || most.amount === 0);
  return {
    amount,
    setTyped,
    /** The amount, when it can be taken. */
    wanted: fits ? amount : null,
    error: isTooMuch ? `At most ${formatMoney(most)}` : undefined,
  };
};
