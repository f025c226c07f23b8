import type { PromotionRule, PromotionView } from '../../../../domain/contract/pricing.ts';
import { newId } from '../../../../domain/shared/ids.ts';
import type { Money } from '../../../../domain/shared/money.ts';

export type Kind = PromotionRule['kind'];
export type Target = Extract<PromotionRule, { kind: 'percent-off' }>['target'];

/** A part of a bundle as it is being edited. */
export interface Part {
  readonly key: string;
  readonly target: Target;
  readonly units: number | string;
}

/** What stands in the form: the fields of every kind, of which one kind's count. A number field that was emptied holds text. */
export interface PromotionValues {
  readonly name: string;
  readonly active: boolean;
  readonly kind: Kind;
  readonly target: Target;
  readonly percentPpm: number | null;
  /** Off each unit, or the price from a quantity, or of the bundle. */
  readonly money: Money | null;
  readonly from: number | string;
  readonly every: number | string;
  readonly cheapest: number | string;
  readonly parts: readonly Part[];
  readonly fromDay: string;
  readonly toDay: string;
  readonly weekdays: readonly string[];
  readonly fromTime: string;
  readonly toTime: string;
  readonly buyerGroupIds: readonly string[];
}

export const EVERYTHING: Target = { itemIds: [], typeIds: [], brandIds: [] };

export const newPart = (): Part => ({ key: newId(), target: EVERYTHING, units: 1 });

export const newPromotion = (): PromotionView => ({
  id: newId(),
  name: '',
  active: true,
  fromDay: null,
  toDay: null,
  weekdays: [],
  fromMinute: null,
  toMinute: null,
  buyerGroupIds: [],
  rule: { kind: 'percent-off', target: EVERYTHING, percentPpm: 100_000 },
  revision: 0,
});

const HOUR = 60;

/** Minutes since midnight as a time field writes them; 24:00 is the end of the day. */
export const timeOf = (minute: number | null): string =>
  minute === null ? '' : [Math.floor(minute / HOUR) % 24, minute % HOUR].map((part) => String(part).padStart(2, '0')).join(':');

const minuteOf = (time: string): number | null => {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * HOUR + Number(minutes);
};

export const valuesOf = ({ rule, ...promotion }: PromotionView): PromotionValues => ({
  name: promotion.name,
  active: promotion.active,
  kind: rule.kind,
  target: 'target' in rule ? rule.target : EVERYTHING,
  percentPpm: 'percentPpm' in rule ? rule.percentPpm : null,
  money: rule.kind === 'amount-off' ? rule.amount : 'price' in rule ? rule.price : null,
  from: rule.kind === 'quantity-price' ? rule.from : 2,
  every: rule.kind === 'group-percent' ? rule.every : 3,
  cheapest: rule.kind === 'group-percent' ? rule.cheapest : 1,
  parts: rule.kind === 'bundle-price' ? rule.parts.map((part) => ({ key: newId(), ...part })) : [newPart(), newPart()],
  fromDay: promotion.fromDay ?? '',
  toDay: promotion.toDay ?? '',
  weekdays: promotion.weekdays.map(String),
  fromTime: timeOf(promotion.fromMinute),
  toTime: timeOf(promotion.toMinute),
  buyerGroupIds: promotion.buyerGroupIds,
});

const units = (value: number | string, least: number): number | undefined => {
  const number = typeof value === 'number' ? value : Number(value || Number.NaN);
  return Number.isInteger(number) && number >= least ? number : undefined;
};

/** @returns undefined while a field of the kind is missing or does not fit */
const ruleOf = (values: PromotionValues): PromotionRule | undefined => {
  const { kind, target, percentPpm, money, parts } = values;
  const isRate = percentPpm !== null && percentPpm > 0;
  switch (kind) {
    case 'percent-off':
      return isRate ? { kind, target, percentPpm } : undefined;
    case 'amount-off':
      return money && money.amount > 0 ? { kind, target, amount: money } : undefined;
    case 'quantity-price': {
      const from = units(values.from, 2);
      return money && from !== undefined ? { kind, target, from, price: money } : undefined;
    }
    case 'group-percent': {
      const [every, cheapest] = [units(values.every, 2), units(values.cheapest, 1)];
      if (!isRate || every === undefined || cheapest === undefined || cheapest >= every) return undefined;
      return { kind, target, every, cheapest, percentPpm };
    }
    case 'bundle-price': {
      const whole = parts.flatMap(({ target: goods, units: typed }) => {
        const count = units(typed, 1);
        return count === undefined ? [] : [{ target: goods, units: count }];
      });
      return money && whole.length === parts.length && whole.length > 0 ? { kind, parts: whole, price: money } : undefined;
    }
  }
};

/**
 * The promotion that the values mean.
 * @param seen the promotion that is edited
 * @returns undefined while something is missing
 */
export const promotionOf = (values: PromotionValues, { id, revision }: PromotionView): PromotionView | undefined => {
  const rule = ruleOf(values);
  const name = values.name.trim();
  const [fromMinute, toMinute] = [minuteOf(values.fromTime), minuteOf(values.toTime)];
  if (!rule || name === '' || (fromMinute === null) !== (toMinute === null)) return undefined;
  return {
    ...{ id, revision, name, active: values.active, rule, fromMinute, toMinute },
    fromDay: values.fromDay || null,
    toDay: values.toDay || null,
    weekdays: values.weekdays.map(Number).toSorted(),
    buyerGroupIds: [...values.buyerGroupIds],
  };
};
