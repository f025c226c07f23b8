import type { BasketBuyer, BuyerLookup } from '../../domain/basket/ports.ts';
import type { Database } from '../database.ts';

interface BuyerRow extends Omit<BasketBuyer, 'taxExempt'> {
  taxExempt: number;
}

/** What a sale needs of a customer, and no more. */
export const createBuyerLookup = ({ sqlite }: Database): BuyerLookup => {
  const find = sqlite.prepare<[string], BuyerRow>(
    `SELECT id, name, group_id AS groupId, tax_exempt_reason IS NOT NULL AS taxExempt FROM buyer
     WHERE id = ? AND erased_at IS NULL`,
  );
  return {
    byId(id) {
      const row = find.get(id);
      return row && { ...row, taxExempt: row.taxExempt === 1 };
    },
  };
};
