import { price } from '../../domain/contract/schemas.ts';
import { formatMoney } from '../../renderer/components/money-text.tsx';

/** The value of any field of an item, in words. */
export const valueText = (value: unknown): string => {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(valueText).join(', ') || 'nothing';
  const amount = price.safeParse(value);
  if (amount.success) return formatMoney(amount.data);
  // A barcode says its code first.
  if (typeof value === 'object' && 'code' in value) return valueText(value.code);
  return JSON.stringify(value);
};
