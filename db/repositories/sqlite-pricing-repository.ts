import type { PricingRules, PromotionView, TaxCategoryView, TaxView } from '../../domain/contract/pricing.ts';
import type { PricingRepository } from '../../domain/pricing/ports.ts';
import type { Database } from '../database.ts';

interface PromotionRow {
  id: string;
  revision: number;
  name: string;
  active: number;
  rule: string;
}

interface RulesRow extends Omit<PricingRules, 'pricesIncludeTax'> {
  pricesIncludeTax: number;
}

export const createSqlitePricingRepository = ({ sqlite }: Database): PricingRepository => {
  const taxes = sqlite.prepare<[], Pick<TaxView, 'id' | 'name'>>('SELECT id, name FROM tax ORDER BY name COLLATE NOCASE, id');
  const rates = sqlite.prepare<[string], TaxView['rates'][number]>(
    'SELECT from_day AS fromDay, rate_ppm AS ratePpm FROM tax_rate WHERE tax_id = ? ORDER BY from_day',
  );
  const upsertTax = sqlite.prepare(
    'INSERT INTO tax (id, name) VALUES (:id, :name) ON CONFLICT DO UPDATE SET name = excluded.name',
  );
  const clearRates = sqlite.prepare('DELETE FROM tax_rate WHERE tax_id = ?');
  const insertRate = sqlite.prepare('INSERT INTO tax_rate (tax_id, from_day, rate_ppm) VALUES (?, ?, ?)');
  const deleteTax = sqlite.prepare('DELETE FROM tax WHERE id = ?');

  const categories = sqlite.prepare<[], { id: string; name: string; is_default: number }>(
    'SELECT id, name, is_default FROM tax_category ORDER BY name COLLATE NOCASE, id',
  );
  const taxesOf = sqlite
    .prepare<[string], string>('SELECT tax_id FROM tax_category_tax WHERE category_id = ? ORDER BY position')
    .pluck();
  const noDefault = sqlite.prepare('UPDATE tax_category SET is_default = 0 WHERE is_default = 1');
  const upsertCategory = sqlite.prepare(
    `INSERT INTO tax_category (id, name, is_default) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET name = excluded.name, is_default = excluded.is_default`,
  );
  const clearTaxesOf = sqlite.prepare('DELETE FROM tax_category_tax WHERE category_id = ?');
  const insertTaxOf = sqlite.prepare('INSERT INTO tax_category_tax (category_id, position, tax_id) VALUES (?, ?, ?)');
  const deleteCategory = sqlite.prepare('DELETE FROM tax_category WHERE id = ?');
  const itemsOf = sqlite.prepare<[string], number>('SELECT count(*) FROM catalog_item WHERE tax_category_id = ?').pluck();

  const promotions = sqlite.prepare<[], PromotionRow>(
    'SELECT id, revision, name, active, rule FROM promotion ORDER BY name COLLATE NOCASE, id',
  );
  const upsertPromotion = sqlite.prepare(
    `INSERT INTO promotion (id, revision, name, active, rule) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET revision = excluded.revision, name = excluded.name, active = excluded.active, rule = excluded.rule`,
  );
  const deletePromotion = sqlite.prepare('DELETE FROM promotion WHERE id = ?');

  const findRules = sqlite.prepare<[], RulesRow>(
    `SELECT prices_include_tax AS pricesIncludeTax, rounding, round_tax_per AS roundTaxPer, cash_step AS cashStep,
       cash_rounding AS cashRounding FROM shop`,
  );
  const updateRules = sqlite.prepare(
    `UPDATE shop SET prices_include_tax = :pricesIncludeTax, rounding = :rounding, round_tax_per = :roundTaxPer, cash_step = :cashStep,
       cash_rounding = :cashRounding`,
  );

  return {
    taxes: () => ({
      taxes: taxes.all().map(({ id, name }) => ({ id, name, rates: rates.all(id) })),
      categories: categories
        .all()
        .map(({ id, name, is_default }): TaxCategoryView => ({ id, name, taxIds: taxesOf.all(id), isDefault: is_default === 1 })),
    }),
    saveTax({ id, name, rates: dated }) {
      upsertTax.run({ id, name });
      clearRates.run(id);
      for (const { fromDay, ratePpm } of dated) insertRate.run(id, fromDay, ratePpm);
    },
    deleteTax(id) {
      deleteTax.run(id);
    },
    saveCategory({ id, name, taxIds, isDefault }) {
      if (isDefault) noDefault.run();
      upsertCategory.run(id, name, Number(isDefault));
      clearTaxesOf.run(id);
      for (const [position, taxId] of taxIds.entries()) insertTaxOf.run(id, position, taxId);
    },
    deleteCategory(id) {
      deleteCategory.run(id);
    },
    itemsOf: (categoryId) => itemsOf.get(categoryId) ?? 0,
    promotions: () =>
      promotions.all().map(({ id, revision, name, active, rule }) => ({
        ...(JSON.parse(rule) as Omit<PromotionView, 'id' | 'revision' | 'name' | 'active'>),
        id,
        revision,
        name,
        active: active === 1,
      })),
    savePromotion({ id, revision, name, active, ...rule }) {
      upsertPromotion.run(id, revision, name, Number(active), JSON.stringify(rule));
    },
    deletePromotion(id) {
      deletePromotion.run(id);
    },
    rules() {
      const row = findRules.get();
      if (!row) throw new Error('no shop yet');
      return { ...row, pricesIncludeTax: row.pricesIncludeTax === 1 };
    },
    saveRules(rules) {
      updateRules.run({ ...rules, pricesIncludeTax: Number(rules.pricesIncludeTax) });
    },
  };
};
