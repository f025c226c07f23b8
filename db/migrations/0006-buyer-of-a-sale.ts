import type { Migration } from './index.ts';

/** Who a basket and a sale are for. A sale needs nobody. */
export const buyerOfASale: Migration = {
  version: 6,
  sql: `
ALTER TABLE basket ADD COLUMN buyer_id TEXT REFERENCES buyer (id);
ALTER TABLE orders ADD COLUMN buyer_id TEXT REFERENCES buyer (id);
-- The customer paid no tax, which a price without tax does not show otherwise.
ALTER TABLE orders ADD COLUMN tax_exempt INTEGER NOT NULL DEFAULT 0 CHECK (tax_exempt IN (0, 1));
CREATE INDEX orders_by_buyer ON orders (buyer_id, number) WHERE buyer_id IS NOT NULL;
`,
};
