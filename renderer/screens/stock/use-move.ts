import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import type { OutputOf } from '../../../domain/contract/index.ts';
import { call } from '../../client.ts';
import { useIntent } from '../../components/intent.ts';
import type { AdjustmentReason } from './level-after.ts';

export type StockMoved = OutputOf<'catalog.receiveStock'>;

interface Move {
  readonly reason: AdjustmentReason | 'receipt';
  readonly quantity: number;
  readonly note: string;
}

/** Receives or adjusts once, however often the same is sent. Throws what main refused with. */
export const useMove = ({ id: itemId }: CatalogItemView) => {
  const intent = useIntent();
  return async (move: Move): Promise<StockMoved> => {
    const id = intent.idFor({ itemId, ...move });
    const { reason, quantity, note } = move;
    const moved =
      reason === 'receipt'
        ? await call('catalog.receiveStock', { id, itemId, quantity, note })
        : await call('catalog.adjustStock', { id, itemId, reason, quantity, note });
    intent.done();
    return moved;
  };
};
