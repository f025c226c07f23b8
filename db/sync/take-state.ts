import type { LimitRulesRepository } from '../../domain/approval/ports.ts';
import { CustomerBasket } from '../../domain/basket/customer-basket.ts';
import { Buyer } from '../../domain/buyer/buyer.ts';
import type { BuyerRepository } from '../../domain/buyer/ports.ts';
import type { TaxesView } from '../../domain/contract/pricing.ts';
import type { TenderRulesRepository } from '../../domain/payment/ports.ts';
import type { PricingRepository } from '../../domain/pricing/ports.ts';
import type { ShopRepository } from '../../domain/till/shop.ts';
import type { Sqlite } from '../open.ts';
import type { SqliteBasketRepository } from '../repositories/sqlite-basket-repository.ts';
import { type Takes, WaitsForItems } from './change.ts';
import type { createOwnWaiting } from './own-waiting.ts';

interface Parts {
  readonly sqlite: Sqlite;
  readonly own: ReturnType<typeof createOwnWaiting>;
  readonly buyers: BuyerRepository;
  readonly pricing: PricingRepository;
  readonly shops: Pick<ShopRepository, 'shop' | 'rename'>;
  readonly tenders: TenderRulesRepository;
  readonly limits: LimitRulesRepository;
  readonly baskets: SqliteBasketRepository;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Customers, taxes, promotions, settings and parked baskets: each taken whole, as it is now. */
export const takeState = (parts: Parts): Takes => ({ ...takeBuyers(parts), ...takePricing(parts), ...takeBaskets(parts) });

const takeBuyers = ({ own, buyers }: Parts): Takes => {
  const BUYER = 'app.tillwright.ordering.buyer-';
  const GROUP = 'app.tillwright.ordering.buyer-group-';
  const erase = (id: string, at: number): boolean => {
    const buyer = buyers.get(id);
    if (!buyer || buyer.state.erasedAt !== null) return false;
    buyer.erase(at);
    buyers.forget(buyer);
    return true;
  };
  return {
    'app.tillwright.ordering.buyer-changed.v1': ({ group, ...told }) => {
      if (told.erasedAt !== null) return erase(told.id, told.erasedAt) ? ['buyers', 'basket'] : [];
      const before = buyers.get(told.id)?.state;
      // Who was erased stays so.
      if (before?.erasedAt != null || own.holds(told.id, BUYER)) return [];
      if (told.groupId !== null && !buyers.group(told.groupId)) buyers.saveGroup(told.groupId, group ?? '…', false);
      if (!before) {
        buyers.add(new Buyer(told));
        return ['buyers'];
      }
      const after = { ...before, ...told, revision: before.revision };
      if (isSame(after, before)) return [];
      buyers.update(new Buyer({ ...after, revision: before.revision + 1 }));
      return ['buyers', 'basket'];
    },
    'app.tillwright.ordering.buyer-erased.v1': ({ buyerId, erasedAt }) => (erase(buyerId, erasedAt) ? ['buyers', 'basket'] : []),
    'app.tillwright.ordering.buyer-group-changed.v1': ({ id, name, archived }) => {
      const known = buyers.group(id);
      if (own.holds(id, GROUP) || (known?.name === name && known.archived === archived)) return [];
      buyers.saveGroup(id, name, archived);
      return ['buyers'];
    },
    'app.tillwright.ordering.buyer-group-deleted.v1': ({ groupId }) => {
      const known = buyers.group(groupId);
      if (!known || own.holds(groupId, GROUP)) return [];
      if (known.buyers > 0) buyers.saveGroup(groupId, known.name, true);
      else buyers.deleteGroup(groupId);
      return ['buyers'];
    },
  };
};

const takePricing = ({ own, pricing, shops, tenders, limits }: Parts): Takes => {
  const saveTaxes = ({ taxes, categories }: TaxesView): void => {
    const before = pricing.taxes();
    for (const tax of taxes) pricing.saveTax(tax);
    for (const category of categories.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)))
      pricing.saveCategory(category);
    for (const { id } of before.categories)
      if (!categories.some((category) => category.id === id) && pricing.itemsOf(id) === 0) pricing.deleteCategory(id);
    const borne = new Set(pricing.taxes().categories.flatMap(({ taxIds }) => taxIds));
    for (const { id } of before.taxes) if (!taxes.some((tax) => tax.id === id) && !borne.has(id)) pricing.deleteTax(id);
  };
  const PROMOTION = 'app.tillwright.pricing.promotion-';
  return {
    'app.tillwright.pricing.taxes-changed.v1': (taxes) => {
      if (own.holds('taxes', 'app.tillwright.pricing.taxes-') || isSame(taxes, pricing.taxes())) return [];
      saveTaxes(taxes);
      return ['pricing', 'basket'];
    },
    'app.tillwright.pricing.promotion-changed.v1': (promotion) => {
      const known = pricing.promotions().find(({ id }) => id === promotion.id);
      if (own.holds(promotion.id, PROMOTION) || (known && isSame({ ...known, revision: promotion.revision }, promotion)))
        return [];
      pricing.savePromotion({ ...promotion, revision: (known?.revision ?? 0) + 1 });
      return ['pricing', 'basket'];
    },
    'app.tillwright.pricing.promotion-deleted.v1': ({ promotionId }) => {
      if (own.holds(promotionId, PROMOTION)) return [];
      pricing.deletePromotion(promotionId);
      return ['pricing', 'basket'];
    },
    'app.tillwright.till.settings-changed.v1': (told) => {
      if (own.holds(told.setting, 'app.tillwright.till.settings-')) return [];
      switch (told.setting) {
        case 'shop':
          if (shops.shop()?.name === told.value.name) return [];
          shops.rename(told.value.name);
          return ['session', 'till'];
        case 'pricing':
          if (isSame(pricing.rules(), told.value)) return [];
          pricing.saveRules(told.value);
          return ['pricing', 'basket', 'session'];
        case 'tenders':
          tenders.saveTenderRules(told.value);
          return ['till'];
        case 'limits':
          limits.saveLimits(told.value);
          return ['till'];
      }
    },
  };
};

const takeBaskets = ({ sqlite, own, baskets }: Parts): Takes => {
  const hasItem = sqlite.prepare<[string], 1>('SELECT 1 FROM visible_item WHERE id = ?').pluck();
  const isBuyer = sqlite.prepare<[string], 1>('SELECT 1 FROM buyer WHERE id = ? AND erased_at IS NULL').pluck();
  const isOpen = sqlite.prepare<[string], 1>('SELECT 1 FROM basket WHERE id = ? AND parked_at IS NULL').pluck();
  const forgetWaiting = sqlite.prepare(
    "DELETE FROM change_refused WHERE reason = 'waits-for-items' AND change ->> '$.event.data.basketId' = ?",
  );
  const BASKET = 'app.tillwright.basket.';
  return {
    'app.tillwright.basket.basket-parked.v1': ({ basketId, name, parkedAt, parkedBy, buyerId, discount, lines, returns }) => {
      if (own.holds(basketId, BASKET) || isOpen.get(basketId)) return [];
      const products = [...lines.map(({ productId }) => productId), ...returns.map(({ sold }) => sold.productId)];
      if (products.some((id) => !hasItem.get(id))) throw new WaitsForItems('the basket holds goods that are not here yet');
      const items = lines.map((line) => ({
        ...line,
        ...{ pictureUrl: null, previousUnitPrice: null, typeId: null, brandId: null, taxCategoryId: null },
      }));
      const known = buyerId !== null && isBuyer.get(buyerId) ? buyerId : null;
      baskets.discardParked(basketId);
      baskets.addParked(new CustomerBasket(basketId, '', items, discount, known, returns), {
        ...{ id: basketId, name: name.slice(0, 200), parkedAt, parkedBy },
      });
      return ['basket'];
    },
    'app.tillwright.basket.basket-unparked.v1': ({ basketId }) => {
      forgetWaiting.run(basketId);
      return !own.holds(basketId, BASKET) && baskets.discardParked(basketId) ? ['basket'] : [];
    },
  };
};
