import {
  type Icon,
  IconBuildingBank,
  IconCash,
  IconCoins,
  IconCreditCard,
  IconDeviceMobile,
  IconGiftCard,
} from '@tabler/icons-react';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import type { Money } from '../../../domain/shared/money.ts';
import type { PayRules } from './pay-rules.ts';

/** The ways of paying as their buttons say them, in the order of the buttons. */
export const METHODS: Readonly<Record<PaymentMethod, { readonly name: string; readonly icon: Icon }>> = {
  cash: { name: 'Cash', icon: IconCash },
  card: { name: 'Card', icon: IconCreditCard },
  'external-card': { name: 'Other terminal', icon: IconDeviceMobile },
  voucher: { name: 'Voucher', icon: IconGiftCard },
  account: { name: 'On account', icon: IconBuildingBank },
  'foreign-cash': { name: 'Foreign cash', icon: IconCoins },
};
const ORDER = Object.keys(METHODS) as PaymentMethod[];

interface Situation {
  readonly due: Money;
  /** Whether the sale is for a customer who may owe. */
  readonly hasAccount: boolean;
  /** What the money is for when it is for no goods. */
  readonly forCredit: PaymentMethod | null;
}

/** The ways that fit: a voucher is not sold for a voucher, an account not settled from itself, foreign money not given back. */
export const offeredMethods = (
  { methods, foreignCurrencies }: Pick<PayRules, 'methods' | 'foreignCurrencies'>,
  { due, hasAccount, forCredit }: Situation,
): readonly PaymentMethod[] => {
  const fitting = ORDER.filter((method) => {
    if (!methods.includes(method)) return false;
    if (method === 'account') return hasAccount && forCredit === null;
    if (method === 'voucher') return forCredit !== 'voucher';
    if (method === 'foreign-cash') return due.amount >= 0 && foreignCurrencies.length > 0;
    return true;
  });
  // Nothing at all is taken in cash, where the shop takes cash.
  return due.amount === 0 && fitting.includes('cash') ? ['cash'] : fitting;
};
