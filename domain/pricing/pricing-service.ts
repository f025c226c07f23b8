import type { PricingRules, PromotionView, TaxCategoryView, TaxesView, TaxView } from '../contract/pricing.ts';
import type { Actor } from '../shared/actor.ts';
import type { CashRounding } from '../shared/cash-rounding.ts';
import { type Clock, momentOf } from '../shared/clock.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import { money, negate } from '../shared/money.ts';
import { settingsChanged } from '../shared/settings-changed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { PricingRepository, ShopCurrency } from './ports.ts';
import {
  type Discount,
  type LineToPrice,
  type PricedBasket,
  type PricedLine,
  priceBasket,
  type Totals,
  totalsOf,
} from './price-basket.ts';
import type { Promotion } from './promotion.ts';
import { type SoldLine, takeBack } from './take-back.ts';
import type { TaxRate } from './tax.ts';

/** A basket before the shop's own rules are put to it. */
export interface GoodsToPrice {
  readonly lines: readonly (Omit<LineToPrice, 'taxes'> & {
    /** null: the shop's default. */
    readonly taxCategoryId: string | null;
  })[];
  readonly discount: Discount | null;
  /** Whose promotions and exemption count; null: nobody's. */
  readonly buyer: { readonly groupId: string | null; readonly taxExempt: boolean } | null;
}

interface Parts {
  readonly repository: PricingRepository;
  readonly shop: ShopCurrency;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** Somebody changed how this shop prices. Told inside the transaction. */
export interface PricingChanged extends DomainEvent {
  readonly type: 'pricing/changed';
  readonly setting: 'taxes' | 'promotions' | 'rules';
  /** The tax, category or promotion; null for the rules. */
  readonly subjectId: string | null;
  readonly before: object | null;
  readonly after: object | null;
  readonly by: Actor;
}

/** The shop's rules, as a basket is priced by them. */
interface Known {
  readonly rules: PricingRules;
  readonly promotions: readonly Promotion[];
  /** The taxes of a category on a day; null: the default category. */
  taxesOn(categoryId: string | null, day: string): readonly TaxRate[];
}

/** The shop's taxes, promotions and rounding, and what a basket comes to by them. */
export class PricingService {
  readonly #parts: Parts;
  /** Read once, and again after a change: a scan must not wait for rules that stay the same all day. */
  #known: Known | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What goods come to at this moment, for screens and orders alike.
   * @throws DomainError `shared/out-of-range`, `shared/currency-mismatch`, `identity/not-set-up`
   */
  price({ lines, discount, buyer }: GoodsToPrice): PricedBasket {
    const { clock, shop } = this.#parts;
    const moment = momentOf(clock.now());
    this.#known ??= this.#read();
    const { rules, promotions, taxesOn } = this.#known;
    return priceBasket({
      ...rules,
      currency: shop.currency(),
      lines: lines.map(({ taxCategoryId, ...line }) => ({ ...line, taxes: taxesOn(taxCategoryId, moment.day) })),
      discount,
      promotions,
      moment,
      buyerGroupId: buyer?.groupId ?? null,
      taxExempt: buyer?.taxExempt ?? false,
    });
  }

  /**
   * A part of a sold line as it comes back, in amounts less than nothing and in the form of today's prices: with their tax or without.
   * @param before units that came back earlier
   * @throws DomainError `shared/out-of-range`
   */
  takeBack(sold: SoldLine & { readonly taxIncluded: boolean }, before: number, units: number): PricedLine {
    this.#known ??= this.#read();
    const part = takeBack(sold, before, units, sold.taxIncluded);
    const { pricesIncludeTax } = this.#known.rules;
    const zero = money(0, part.total.currency);
    const steps =
      sold.taxIncluded === pricesIncludeTax
        ? part
        : { subtotal: pricesIncludeTax ? part.total : part.net, discount: zero, relief: zero };
    return {
      subtotal: negate(steps.subtotal),
      promotions: [],
      lineDiscount: zero,
      basketDiscount: zero,
      discount: negate(steps.discount),
      relief: negate(steps.relief),
      net: negate(part.net),
      taxes: part.taxes.map((one) => ({ ...one, net: negate(one.net), tax: negate(one.tax) })),
      tax: negate(part.tax),
      total: negate(part.total),
    };
  }

  /** The sums over priced lines, sold ones and such that come back. */
  totals(lines: readonly PricedLine[]): Totals {
    this.#known ??= this.#read();
    return totalsOf(lines, { currency: this.#parts.shop.currency(), pricesIncludeTax: this.#known.rules.pricesIncludeTax });
  }

  getTaxes(): TaxesView {
    return this.#parts.repository.taxes();
  }

  /** @throws DomainError `pricing/name-taken`, `pricing/rates-overlap` for two rates from one day */
  saveTax(tax: TaxView, by: Actor): TaxesView {
    return this.#change((repository) => {
      this.#tell('taxes', tax.id, repository.taxes().taxes, tax, by);
      requireOwnName(tax, repository.taxes().taxes);
      if (new Set(tax.rates.map(({ fromDay }) => fromDay)).size < tax.rates.length)
        throw new DomainError('pricing/rates-overlap', 'two rates begin on one day');
      repository.saveTax(tax);
      return this.tellTaxes();
    });
  }

  /** @throws DomainError `pricing/in-use` while a category bears it */
  deleteTax(id: string, by: Actor): TaxesView {
    return this.#change((repository) => {
      this.#tell('taxes', id, repository.taxes().taxes, null, by);
      const bearer = repository.taxes().categories.find(({ taxIds }) => taxIds.includes(id));
      if (bearer) throw new DomainError('pricing/in-use', 'a category bears this tax', { name: bearer.name });
      repository.deleteTax(id);
      return this.tellTaxes();
    });
  }

  /** @throws DomainError `pricing/name-taken`, `pricing/tax-not-found`, `pricing/default-needed` */
  saveTaxCategory(category: TaxCategoryView, by: Actor): TaxesView {
    return this.#change((repository) => {
      const { taxes, categories } = repository.taxes();
      this.#tell('taxes', category.id, categories, category, by);
      requireOwnName(category, categories);
      if (!category.taxIds.every((id, at) => taxes.some((tax) => tax.id === id) && category.taxIds.indexOf(id) === at))
        throw new DomainError('pricing/tax-not-found', 'there is no such tax, or it is named twice');
      const wasDefault = categories.some(({ id, isDefault }) => isDefault && id === category.id);
      if (wasDefault && !category.isDefault) throw new DomainError('pricing/default-needed', 'make another category the default');
      repository.saveCategory(category);
      return this.tellTaxes();
    });
  }

  /** @throws DomainError `pricing/default-needed`, `pricing/in-use` while items have it */
  deleteTaxCategory(id: string, by: Actor): TaxesView {
    return this.#change((repository) => {
      this.#tell('taxes', id, repository.taxes().categories, null, by);
      const isDefault = repository.taxes().categories.some((category) => category.id === id && category.isDefault);
      if (isDefault) throw new DomainError('pricing/default-needed', 'make another category the default');
      const items = repository.itemsOf(id);
      if (items > 0) throw new DomainError('pricing/in-use', 'items have this category', { items });
      repository.deleteCategory(id);
      return this.tellTaxes();
    });
  }

  getPromotions(): PromotionView[] {
    return [...this.#parts.repository.promotions()];
  }

  /**
   * @param promotion with the revision that was seen; 0 for a new one
   * @throws DomainError `pricing/stale-edit`, `shared/currency-mismatch`
   */
  savePromotion(promotion: PromotionView, by: Actor): PromotionView {
    const { eventBus, clock } = this.#parts;
    return this.#change((repository) => {
      const now = repository.promotions().find(({ id }) => id === promotion.id)?.revision ?? 0;
      if (now !== promotion.revision)
        throw new DomainError('pricing/stale-edit', 'the promotion was changed meanwhile', { seen: promotion.revision, now });
      const { rule } = promotion;
      const amount = rule.kind === 'amount-off' ? rule.amount : 'price' in rule ? rule.price : undefined;
      if (amount && amount.currency !== this.#parts.shop.currency())
        throw new DomainError('shared/currency-mismatch', 'the shop has another currency');
      const saved = { ...promotion, revision: now + 1 };
      this.#tell('promotions', promotion.id, repository.promotions(), saved, by);
      repository.savePromotion(saved);
      eventBus.publish(integrationEvent('app.tillwright.pricing.promotion-changed.v1', saved.id, clock.now(), saved));
      return saved;
    });
  }

  deletePromotion(id: string, by: Actor): PromotionView[] {
    const { eventBus, clock } = this.#parts;
    return this.#change((repository) => {
      this.#tell('promotions', id, repository.promotions(), null, by);
      repository.deletePromotion(id);
      eventBus.publish(integrationEvent('app.tillwright.pricing.promotion-deleted.v1', id, clock.now(), { promotionId: id }));
      return [...repository.promotions()];
    });
  }

  /** How this shop rounds cash. */
  cashRounding(): CashRounding {
    this.#known ??= this.#read();
    const { cashStep: step, cashRounding: mode } = this.#known.rules;
    return { step, mode };
  }

  getRules(): PricingRules {
    return this.#parts.repository.rules();
  }

  setRules(rules: PricingRules, by: Actor): PricingRules {
    return this.#change((repository) => {
      const { eventBus, clock } = this.#parts;
      const before = repository.rules();
      const occurredOn = clock.now();
      const told: PricingChanged = {
        type: 'pricing/changed',
        occurredOn,
        setting: 'rules',
        subjectId: null,
        before,
        after: rules,
        by,
      };
      eventBus.publish(told, settingsChanged('pricing', rules, occurredOn));
      repository.saveRules(rules);
      return rules;
    });
  }

  /** Forgets what was read of the shop's rules: somebody else changed them. */
  forget(): void {
    this.#known = undefined;
  }

  /** Tells the other tills of taxes and categories, which point to each other: together. Inside a unit of work. */
  tellTaxes(): TaxesView {
    const { repository, eventBus, clock } = this.#parts;
    const taxes = repository.taxes();
    eventBus.publish(integrationEvent('app.tillwright.pricing.taxes-changed.v1', 'taxes', clock.now(), taxes));
    return taxes;
  }

  /** Tells the other tills of everything that a basket is priced by. Inside a unit of work. */
  tellAll(): void {
    const { repository, eventBus, clock } = this.#parts;
    this.tellTaxes();
    for (const promotion of repository.promotions())
      eventBus.publish(integrationEvent('app.tillwright.pricing.promotion-changed.v1', promotion.id, clock.now(), promotion));
    eventBus.publish(settingsChanged('pricing', repository.rules(), clock.now()));
  }

  #change<T extends object>(change: (repository: PricingRepository) => T): T {
    const { repository, unitOfWork } = this.#parts;
    try {
      // An object is never a promise here, which the type of `run` cannot see through T.
      return unitOfWork.run<object>(() => change(repository)) as T;
    } finally {
      this.#known = undefined;
    }
  }

  #tell(
    setting: 'taxes' | 'promotions',
    subjectId: string,
    all: readonly { readonly id: string }[],
    after: object | null,
    by: Actor,
  ): void {
    const { eventBus, clock } = this.#parts;
    const before = all.find(({ id }) => id === subjectId) ?? null;
    if (!before && !after) return;
    const told: PricingChanged = { type: 'pricing/changed', occurredOn: clock.now(), setting, subjectId, before, after, by };
    eventBus.publish(told);
  }

  #read(): Known {
    const { repository } = this.#parts;
    const { taxes, categories } = repository.taxes();
    const ofDay = new Map<string, readonly TaxRate[]>();
    return {
      rules: repository.rules(),
      promotions: repository
        .promotions()
        .filter(({ active }) => active)
        .map(({ rule, active: _active, revision: _revision, ...named }) => ({ ...named, ...rule })),
      taxesOn(categoryId, day) {
        const known = ofDay.get(`${day} ${categoryId}`);
        if (known) return known;
        const category = categories.find(({ id, isDefault }) => (categoryId === null ? isDefault : id === categoryId));
        const rates = (category?.taxIds ?? []).flatMap((taxId): TaxRate[] => {
          const tax = taxes.find(({ id }) => id === taxId);
          const ratePpm = tax && rateOn(tax, day);
          return ratePpm === undefined ? [] : [{ taxId, name: tax?.name ?? '', ratePpm }];
        });
        ofDay.set(`${day} ${categoryId}`, rates);
        return rates;
      },
    };
  }
}

/** The rate of a tax on a day: that of the last beginning up to it; undefined before the first. Parts per million. */
export const rateOn = ({ rates }: TaxView, day: string): number | undefined =>
  rates.toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1)).findLast(({ fromDay }) => fromDay <= day)?.ratePpm;

const requireOwnName = (
  named: { readonly id: string; readonly name: string },
  others: readonly { readonly id: string; readonly name: string }[],
): void => {
  const key = named.name.toLowerCase();
  if (others.some(({ id, name }) => id !== named.id && name.toLowerCase() === key))
    throw new DomainError('pricing/name-taken', 'another one has this name', { name: named.name });
};
