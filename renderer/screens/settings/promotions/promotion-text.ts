import type { PromotionRule, PromotionView } from '../../../../domain/contract/pricing.ts';
import { formatMoney } from '../../../components/money-text.tsx';
import { formatPercent } from '../../../components/percent.ts';
import { formatDayText } from '../../../components/tax-rates.ts';
import { type Target, timeOf } from './promotion-values.ts';

const WHOLE = 1_000_000;

/** Goods in words; items are counted, types and brands named. */
const goodsText = ({ itemIds, typeIds, brandIds }: Target, nameOf: (id: string) => string): string => {
  const items = itemIds.length === 0 ? [] : [itemIds.length === 1 ? 'one item' : `${itemIds.length} items`];
  const parts = [...items, ...[...typeIds, ...brandIds].map(nameOf).filter(Boolean)];
  return parts.length === 0 ? 'everything' : parts.join(', ');
};

/** What a rule does, in a sentence. @param nameOf the name of a type or a brand */
export const ruleText = (rule: PromotionRule, nameOf: (id: string) => string): string => {
  switch (rule.kind) {
    case 'percent-off':
      return `${formatPercent(rule.percentPpm)} off ${goodsText(rule.target, nameOf)}`;
    case 'amount-off':
      return `${formatMoney(rule.amount)} off each of ${goodsText(rule.target, nameOf)}`;
    case 'quantity-price':
      return `${formatMoney(rule.price)} each from ${rule.from} of ${goodsText(rule.target, nameOf)}`;
    case 'group-percent': {
      const { every, cheapest, percentPpm } = rule;
      const goods = goodsText(rule.target, nameOf);
      if (percentPpm === WHOLE)
        return `${every} for ${every - cheapest} of ${goods}: the cheapest ${cheapest === 1 ? 'is' : 'are'} free`;
      return `Of every ${every} of ${goods} the cheapest ${cheapest === 1 ? 'one' : cheapest} at ${formatPercent(percentPpm)} off`;
    }
    case 'bundle-price': {
      const parts = rule.parts.map(({ target, units }) => `${units} of ${goodsText(target, nameOf)}`);
      return `${parts.join(' and ')} together for ${formatMoney(rule.price)}`;
    }
  }
};

const weekday = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
/** 5 January 1970 was a Monday. */
export const weekdayName = (iso: number): string => weekday.format((iso + 3) * 86_400_000);

/** When it counts, in words; empty for always. */
export const whenText = ({ fromDay, toDay, weekdays, fromMinute, toMinute }: PromotionView): string =>
  [
    fromDay && `from ${formatDayText(fromDay)}`,
    toDay && `until ${formatDayText(toDay)}`,
    weekdays.length > 0 && weekdays.map(weekdayName).join(', '),
    fromMinute !== null && toMinute !== null && `${timeOf(fromMinute)} to ${timeOf(toMinute)}`,
  ]
    .filter(Boolean)
    .join(', ');
