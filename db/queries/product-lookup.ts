import type { Product } from '../../domain/basket/customer-basket.ts';
import type { ProductLookup } from '../../domain/basket/ports.ts';
import { barcodeAliases } from '../../domain/catalog/barcode.ts';
import type { Database } from '../database.ts';

interface ProductRow {
  id: string;
  name: string;
  picture_uri: string | null;
  price: number;
  currency: string;
  catalog_type_id: string | null;
  catalog_brand_id: string | null;
  tax_category_id: string | null;
}

/** What a scan needs of an item, and no more: the fastest way from a code to a line. */
export const createProductLookup = ({ sqlite }: Database): ProductLookup => {
  const columns = `SELECT i.id, i.name, i.picture_uri, i.price, i.currency, i.catalog_type_id, i.catalog_brand_id, i.tax_category_id
    FROM visible_item i WHERE i.archived = 0 AND i.id =`;
  const byId = sqlite.prepare<[string], ProductRow>(`${columns} ?`);
  const byBarcode = sqlite.prepare<[string], ProductRow>(`${columns} (SELECT item_id FROM catalog_barcode WHERE code = ?)`);
  const product = (row: ProductRow | undefined): Product | undefined =>
    row && {
      productId: row.id,
      productName: row.name,
      pictureUrl: row.picture_uri,
      unitPrice: { amount: row.price, currency: row.currency },
      typeId: row.catalog_type_id,
      brandId: row.catalog_brand_id,
      taxCategoryId: row.tax_category_id,
    };
  return {
    byId: (id) => product(byId.get(id)),
    byBarcode(code) {
      for (const alias of barcodeAliases(code)) {
        const found = product(byBarcode.get(alias));
        if (found) return found;
      }
      return undefined;
    },
  };
};
