import type { Money } from '../shared/money.ts';

/** Which goods a promotion is for: those that one of the lists names; all goods when all are empty. */
export interface Target {
  readonly itemIds: readonly string[];
  readonly typeIds: readonly string[];
  readonly brandIds: readonly string[];
}

/** When and for whom a promotion counts. Days and minutes are the shop's local ones. */
interface Conditions {
  /** YYYY-MM-DD, both included; null: no bound. */
  readonly fromDay: string | null;
  readonly toDay: string | null;
  /** ISO 8601: 1 is Monday. Empty: every day. */
  readonly weekdays: readonly number[];
  /** Minutes since midnight, from included to excluded; a later `fromMinute` goes over midnight. Both null: the whole day. */
  readonly fromMinute: number | null;
  readonly toMinute: number | null;
  /** Empty: everyone. */
  readonly buyerGroupIds: readonly string[];
}

interface Named extends Conditions {
  readonly id: string;
  readonly name: string;
}

/** Gives every unit of a matching line the same. */
export type UnitPromotion = Named & { readonly target: Target } & (
    | { readonly kind: 'percent-off'; readonly percentPpm: number }
    | { readonly kind: 'amount-off'; readonly amount: Money }
    /** When all matching lines together hold `from` units. */
    | { readonly kind: 'quantity-price'; readonly from: number; readonly price: Money }
  );

/** "3 for 2" is every 3, cheapest 1, 1000000; "second at half price" every 2, cheapest 1, 500000. */
export type GroupPercent = Named & {
  readonly kind: 'group-percent';
  readonly target: Target;
  readonly every: number;
  readonly cheapest: number;
  readonly percentPpm: number;
};

/** So many units of each part for one price together. */
export type BundlePrice = Named & {
  readonly kind: 'bundle-price';
  readonly parts: readonly { readonly target: Target; readonly units: number }[];
  readonly price: Money;
};

/** Takes several units together. */
export type GroupPromotion = GroupPercent | BundlePrice;

/** A promotion is data: docs/pricing.md has its rule. */
export type Promotion = UnitPromotion | GroupPromotion;

/** The moment of a sale, in the shop's local time. */
export interface Moment {
  /** YYYY-MM-DD */
  readonly day: string;
  /** ISO 8601: 1 is Monday. */
  readonly weekday: number;
  /** Minutes since midnight. */
  readonly minute: number;
}

/** Whether a promotion counts for a sale at this moment to a customer of this group (null: of none). */
export const countsFor = (promotion: Promotion, moment: Moment, buyerGroupId: string | null): boolean => {
  const { fromDay, toDay, weekdays, buyerGroupIds } = promotion;
  if (fromDay !== null && moment.day < fromDay) return false;
  if (toDay !== null && moment.day > toDay) return false;
  if (weekdays.length > 0 && !weekdays.includes(moment.weekday)) return false;
  if (buyerGroupIds.length > 0 && (buyerGroupId === null || !buyerGroupIds.includes(buyerGroupId))) return false;
  return isWithin(promotion, moment.minute);
};

const isWithin = ({ fromMinute, toMinute }: Conditions, minute: number): boolean => {
  const from = fromMinute ?? 0;
  const to = toMinute ?? 24 * 60;
  return from <= to ? from <= minute && minute < to : minute >= from || minute < to;
};

/** What a promotion looks at in a line. */
export interface Goods {
  readonly itemId: string;
  readonly typeId: string | null;
  readonly brandId: string | null;
}

export const isTargeted = ({ itemIds, typeIds, brandIds }: Target, goods: Goods): boolean =>
  (itemIds.length === 0 && typeIds.length === 0 && brandIds.length === 0) ||
  itemIds.includes(goods.itemId) ||
  (goods.typeId !== null && typeIds.includes(goods.typeId)) ||
  (goods.brandId !== null && brandIds.includes(goods.brandId));
