import { newId } from '../../domain/shared/ids.ts';
import type { ShopRepository } from '../../domain/till/shop.ts';
import { type Database, insertInto } from '../database.ts';
import { register, shop } from '../schema/tables.ts';
import { createSqlitePricingRepository } from './sqlite-pricing-repository.ts';

/** Before every day that a sale can have. */
const FIRST_DAY = '0001-01-01';

export const createSqliteShopRepository = (database: Database): ShopRepository => {
  const { orm } = database;
  const findShop = orm.select().from(shop).prepare();
  const findRegister = orm.select().from(register).prepare();
  const rename = database.sqlite.prepare<[string]>('UPDATE shop SET name = ?');
  const insertShop = insertInto(database, shop);
  const insertRegister = insertInto(database, register);
  const pricing = createSqlitePricingRepository(database);
  return {
    shop: () => {
      const row = findShop.get();
      if (!row) return undefined;
      const { id, name, currency, pricesIncludeTax, demo } = row;
      return { id, name, currency, pricesIncludeTax, demo };
    },
    register: () => {
      const row = findRegister.get();
      return row && { id: row.id, code: row.code, incarnation: row.incarnation };
    },
    rename(name) {
      rename.run(name);
    },
    create: (settings, taxRatePpm, state, at) => {
      const rounding = { rounding: 'half-up', roundTaxPer: 'line', cashStep: 1, cashRounding: 'nearest' } as const;
      const rules = { tenders: null, limits: null, blindCount: false };
      insertShop({ singleton: 1, ...settings, ...rounding, ...rules, createdAt: at });
      insertRegister({ singleton: 1, ...state, nextOrderNumber: 1, nextEventSequence: 1 });
      const taxId = newId();
      pricing.saveTax({ id: taxId, name: 'Tax', rates: [{ fromDay: FIRST_DAY, ratePpm: taxRatePpm }] });
      pricing.saveCategory({ id: newId(), name: 'Standard', taxIds: [taxId], isDefault: true });
    },
  };
};
