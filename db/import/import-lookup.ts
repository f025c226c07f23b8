import { barcodeAliases } from '../../domain/catalog/barcode.ts';
import type { KnownItems } from '../../domain/catalog/import/read-row.ts';
import type { Sqlite } from '../open.ts';

/** What an import has to know of the shop before it writes. */
export interface ImportLookup extends KnownItems {
  hasType(typeKey: string): boolean;
  hasBrand(brandKey: string): boolean;
}

/** Asks the catalogue as the shop sees it, archived items included: rows of an import that is being written are not there. */
export const createImportLookup = (sqlite: Sqlite): ImportLookup => {
  const owner = sqlite.prepare<[string], { nameKey: string }>(
    'SELECT i.name_key AS nameKey FROM catalog_barcode b JOIN visible_item i ON i.id = b.item_id WHERE b.code = ?',
  );
  const item = sqlite
    .prepare<[string, string], number>(
      `SELECT 1 FROM visible_item i LEFT JOIN catalog_brand b ON b.id = i.catalog_brand_id
       WHERE i.archived IN (0, 1) AND i.name_key = ? AND coalesce(b.brand_key, '') = ?`,
    )
    .pluck();
  const type = sqlite.prepare<[string], number>('SELECT 1 FROM visible_type WHERE type_key = ?').pluck();
  const brand = sqlite.prepare<[string], number>('SELECT 1 FROM visible_brand WHERE brand_key = ?').pluck();
  return {
    ownerOf(code) {
      for (const alias of barcodeAliases(code)) {
        const found = owner.get(alias);
        if (found) return found;
      }
      return undefined;
    },
    has: (nameKey, brandKey) => item.get(nameKey, brandKey) === 1,
    hasType: (key) => type.get(key) === 1,
    hasBrand: (key) => brand.get(key) === 1,
  };
};
