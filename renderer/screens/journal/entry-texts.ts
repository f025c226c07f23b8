import type { JournalEntryView, JournalKind, JournalVerdict } from '../../../domain/contract/journal.ts';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import { type Money, negate } from '../../../domain/shared/money.ts';
import { ACTION_NAMES } from '../../components/action-names.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { MOVEMENT_WORDS } from '../../components/movement-words.ts';
import { METHOD_WORDS } from '../../components/payment-methods.ts';
import { formatPercent } from '../../components/percent.ts';

/** One word a kind: a new kind without one does not compile. */
export const KIND_WORDS: Readonly<Record<JournalKind, string>> = {
  sale: 'Sale',
  return: 'Return',
  void: 'Cancelled order',
  'price-override': 'Price changed by hand',
  'discount-above-limit': 'Discount above the limit',
  'drawer-opening': 'Drawer opened',
  reprint: 'Printed again',
  'payment-given-back': 'Payment given back',
  'payment-resolved': 'Payment settled by hand',
  login: 'Sign-in',
  logout: 'Sign-out',
  'failed-login': 'Failed sign-in',
  approval: 'Approval',
  'clock-change': 'Clock changed',
  'setting-change': 'Setting changed',
  'event-discarded': 'Refused event given up',
  'edit-overwritten': 'Edit overwritten by another till',
  'change-refused': 'Change from the office not taken',
  'journal-continued': 'Journal continued',
  'shift-opened': 'Shift opened',
  'cash-movement': 'Money in or out of the drawer',
  'z-report': 'Z report',
};

type Data<K extends JournalKind> = Extract<JournalEntryView, { kind: K }>['data'];

const list = new Intl.ListFormat('en');

const byMethod = (amounts: readonly { readonly method: PaymentMethod; readonly amount: Money }[]): string =>
  list.format(
    amounts.map(({ method, amount }) => `${formatMoney({ ...amount, amount: Math.abs(amount.amount) })} ${METHOD_WORDS[method]}`),
  );

/** Where money went in a sale: `€50.00 onto a voucher`. */
const OUT_WORDS: Readonly<Partial<Record<PaymentMethod, string>>> = { voucher: 'onto a voucher', account: 'off an account' };

const paidText = (payments: Data<'sale'>['payments']): string =>
  list.format(
    payments.map(({ method, amount }) =>
      amount.amount < 0
        ? `${formatMoney(negate(amount))} ${OUT_WORDS[method] ?? `given back ${METHOD_WORDS[method]}`}`
        : `${formatMoney(amount)} ${METHOD_WORDS[method]}`,
    ),
  );

const SETTING_WORDS = {
  shop: 'The shop',
  staff: 'A person',
  terminal: 'The card terminal',
  tenders: 'Tenders',
  taxes: 'Taxes',
  promotions: 'A promotion',
  rules: 'Pricing rules',
  'receipt-keys': 'Keys of other tills',
  limits: 'Limits of roles',
  cash: 'Cash counting',
  printers: 'A printer',
  receipt: 'The receipt',
  remote: 'Where sales are sent',
} as const;
const NAME_WORDS: Readonly<Record<string, string>> = {
  taxRatePpm: 'tax rate',
  pricesIncludeTax: 'prices include tax',
  roundTaxPer: 'tax rounded per',
  cashStep: 'cash rounded to',
  cashRounding: 'cash rounded',
  taxIds: 'its taxes',
  isDefault: 'default',
  blindCount: 'clerks count blind',
  fromDay: 'from',
  toDay: 'until',
  fromMinute: 'from minute',
  toMinute: 'to minute',
  buyerGroupIds: 'its customer groups',
  methods: 'what the shop takes',
  foreignCurrencies: 'foreign currencies',
  voucherLimit: 'bound of a voucher',
  lastName: 'last name',
  email: 'e-mail',
  paperWidth: 'paper width',
  codePage: 'characters',
  autoPrint: 'prints every sale',
  opensDrawer: 'opens the drawer',
  taxTable: 'tax table',
  pin: 'PIN',
};

type Change = Data<'setting-change'>['changes'][number];

const valueText = (name: string, value: Change['to']): string => {
  if (value === null) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return name === 'taxRatePpm' ? `${Number(value) / 10_000} %` : String(value);
};

/** A list or a rule, which the detail of the entry shows whole. */
const isStructure = (value: Change['to']): boolean => typeof value === 'string' && /^[[{]/.test(value);

const changeText = ({ name, from, to }: Change): string => {
  if (isStructure(from) || isStructure(to)) return `${NAME_WORDS[name] ?? name} changed`;
  const value = from === null ? valueText(name, to) : `${valueText(name, from)} to ${valueText(name, to)}`;
  return `${NAME_WORDS[name] ?? name} ${value}`;
};

const SIGN_IN_WORDS = { pin: 'By PIN', password: 'By password', 'set-up': 'Set the shop up' } as const;

const REFUSAL_WORDS = {
  invalid: 'It has not the shape that it should have',
  'unknown-type': 'This version does not know such changes',
  'does-not-fit': 'It does not fit what is here',
} as const;

/** What happened, in plain words. The kind is said beside it. */
export const entryText = (entry: JournalEntryView): string => {
  switch (entry.kind) {
    case 'sale':
      return `${entry.data.receiptNumber}, ${paidText(entry.data.payments) || formatMoney(entry.data.total)}`;
    case 'void': {
      const { receiptNumber, total, refunds } = entry.data;
      const back = refunds.length === 0 ? 'nothing had been paid' : `given back: ${byMethod(refunds)}`;
      // Of a voucher or an account no goods were sold: what was paid is told behind it.
      return `${receiptNumber}${total.amount === 0 ? '' : ` of ${formatMoney(total)}`}, ${back}`;
    }
    case 'login':
      return SIGN_IN_WORDS[entry.data.method];
    case 'failed-login':
      if (entry.user === null) return 'Nobody has the e-mail that was typed';
      return entry.data.method === 'pin' ? 'Wrong PIN' : 'Wrong password';
    case 'logout':
      return 'At this register';
    case 'clock-change': {
      const { before, after, noticed } = entry.data;
      if (noticed === 'behind-the-journal')
        return `It stood at ${formatDateTime(after)}, before the last entry (${formatDateTime(before)})`;
      return `From ${formatDateTime(before)} to ${formatDateTime(after)}${after > before ? ', or the computer slept' : ''}`;
    }
    case 'setting-change':
      return `${SETTING_WORDS[entry.data.setting]}: ${entry.data.changes.map(changeText).join(', ')}`;
    case 'price-override':
      return `${entry.data.receiptNumber}, ${entry.data.units} at ${formatMoney(entry.data.price)} each`;
    case 'drawer-opening':
      return entry.data.orderId === null ? 'By hand, without a sale' : 'For cash of a sale';
    case 'event-discarded':
      return `Number ${entry.data.sequence} is never sent (${entry.data.type.replace(/^app\.tillwright\.|\.v\d+$/g, '')})`;
    case 'edit-overwritten':
      return entry.data.edits
        .map(
          ({ field, lost, won, lostBy, wonBy }) =>
            `${changeText({ name: field, from: lost, to: won })}: ${wonBy} after ${lostBy}`,
        )
        .join('; ');
    case 'change-refused':
      return `${REFUSAL_WORDS[entry.data.reason]} (${entry.data.type})`;
    case 'journal-continued':
      return `After entry ${entry.data.sequence} of ${entry.data.registerCode}, whose disk was lost`;
    case 'shift-opened':
      return `Shift ${entry.data.number}${entry.data.bySale ? ', by its first sale' : ''}`;
    case 'cash-movement': {
      const { movement, amount } = entry.data;
      return `${MOVEMENT_WORDS[movement]} ${formatMoney({ ...amount, amount: Math.abs(amount.amount) })}`;
    }
    case 'z-report': {
      const { number, totals, drawer } = entry.data;
      const off = drawer.filter(({ variance }) => variance !== 0);
      const count = off.map(({ currency, variance }) => formatMoney({ amount: variance, currency })).join(', ');
      return `Z ${number} of ${formatMoney(totals.gross)}, ${count === '' ? 'the count was right' : `the count was off by ${count}`}`;
    }
    case 'reprint':
      return `${entry.data.receiptNumber}, as a copy`;
    case 'payment-given-back':
      return `${byMethod([entry.data])} of ${entry.data.receiptNumber}`;
    case 'payment-resolved': {
      const { receiptNumber, outcome } = entry.data;
      return `${byMethod([entry.data])} of ${receiptNumber}: ${outcome === 'Confirmed' ? 'it was paid' : 'it was not paid'}`;
    }
    case 'return': {
      const { receiptNumber, total, lines } = entry.data;
      const units = lines.reduce((sum, line) => sum + line.units, 0);
      const sales = [...new Set(lines.map(({ sale }) => sale ?? 'without a receipt'))].join(', ');
      return `${receiptNumber}, ${units} back from ${sales}, ${formatMoney(total)}`;
    }
    case 'discount-above-limit':
      return `${formatPercent(entry.data.ppm)} off`;
    case 'approval': {
      const { action, measure } = entry.data;
      const far = measure && ('ppm' in measure ? formatPercent(measure.ppm) : formatMoney(measure.amount));
      return [ACTION_NAMES[action], far, entry.approvedBy && `approved by ${entry.approvedBy.name}`].filter(Boolean).join(', ');
    }
  }
};

/** The order that an entry is about, if it is about one. */
export const orderOf = ({ data }: JournalEntryView): string | null =>
  'orderId' in data && typeof data.orderId === 'string' ? data.orderId : null;

/** Who it was, in a word. */
export const whoText = ({ kind, user }: JournalEntryView): string =>
  user?.name ?? (kind === 'failed-login' ? 'Unknown' : 'The till');

/** What a fault of the chain means. */
export const faultText = ({ sequence, what }: NonNullable<JournalVerdict['fault']>): string => {
  switch (what) {
    case 'missing':
      return `Entry ${sequence} is missing.`;
    case 'changed':
      return `Entry ${sequence} was changed after it was written.`;
    case 'broken-link':
      return sequence === 1 ? 'The journal begins at another register.' : `Entry ${sequence} does not follow the one before it.`;
    case 'cut-off':
      return `Entry ${sequence} or a later one was cut off.`;
  }
};
