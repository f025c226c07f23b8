import type { PricingRules, PromotionView, TaxCategoryView, TaxesView, TaxView } from '../contract/pricing.ts';

/** Taxes, promotions and rules as they are kept. All calls are inside a unit of work. */
export interface PricingRepository {
  /** By name. */
  taxes(): TaxesView;
  saveTax(tax: TaxView): void;
  deleteTax(id: string): void;
  /** When it is the default, the former one is no longer. */
  saveCategory(category: TaxCategoryView): void;
  deleteCategory(id: string): void;
  /** How many items have it. */
  itemsOf(categoryId: string): number;
  /** By name. */
  promotions(): readonly PromotionView[];
  savePromotion(promotion: PromotionView): void;
  deletePromotion(id: string): void;
  rules(): PricingRules;
  saveRules(rules: PricingRules): void;
}

/** The currency of every price of this shop. */
export interface ShopCurrency {
  /** @throws DomainError `identity/not-set-up` */
  currency(): string;
}
