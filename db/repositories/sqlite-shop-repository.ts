import type { ShopRepository } from '../../domain/till/shop.ts';
import { type Database, insertInto } from '../database.ts';
import { register, shop } from '../schema/tables.ts';

export const createSqliteShopRepository = (database: Database): ShopRepository => {
  const { orm } = database;
  const findShop = orm.select().from(shop).prepare();
  const findRegister = orm.select().from(register).prepare();
  const insertShop = insertInto(database, shop);
  const insertRegister = insertInto(database, register);
  return {
    shop: () => {
      const row = findShop.get();
      if (!row) return undefined;
      const { id, name, currency, taxRatePpm, pricesIncludeTax, demo } = row;
      return { id, name, currency, taxRatePpm, pricesIncludeTax, demo };
    },
    register: () => {
      const row = findRegister.get();
      return row && { id: row.id, code: row.code, incarnation: row.incarnation };
    },
    create: (settings, state, at) => {
      insertShop({ singleton: 1, ...settings, createdAt: at });
      insertRegister({ singleton: 1, ...state, nextOrderNumber: 1, nextEventSequence: 1 });
    },
  };
};
