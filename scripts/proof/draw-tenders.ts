import type { Tender } from '../../domain/contract/payment.ts';
import { newId } from '../../domain/shared/ids.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });

/** What a till takes for a total in EUR, one way after the other: cash with and without change, split, cards, tips, foreign money. */
export const tendersFor = (total: number, way: number): Tender[] => {
  const id = newId();
  const half = Math.floor(total / 2);
  switch (way % 6) {
    case 0:
      return [{ id, method: 'cash', tendered: eur(total) }];
    case 1:
      return [{ id, method: 'cash', tendered: eur(total + 777) }];
    case 2:
      return [
        { id, method: 'cash', tendered: eur(half) },
        { id: newId(), method: 'card', amount: eur(total - half) },
      ];
    case 3:
      return [{ id, method: 'card', amount: eur(total), tip: eur(50 + way) }];
    case 4:
      return [{ id, method: 'foreign-cash', tendered: { amount: total * 2, currency: 'CHF' } }];
    default:
      return [{ id, method: 'external-card', amount: eur(total), approvalCode: 'A1' }];
  }
};

/** How a till gives back in EUR: by a new voucher, a slip of a terminal of its own, or cash. */
export const refundTendersFor = (back: number, way: number): Tender[] => {
  const id = newId();
  if (way % 3 === 0) return [{ id, method: 'voucher', amount: eur(back) }];
  if (way % 3 === 1) return [{ id, method: 'external-card', amount: eur(back), approvalCode: 'A4' }];
  return [{ id, method: 'cash', tendered: eur(back) }];
};
