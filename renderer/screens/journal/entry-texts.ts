import type { JournalEntryView, JournalKind, JournalVerdict } from '../../../domain/contract/journal.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';

/** One word a kind: a new kind without one does not compile. */
export const KIND_WORDS: Readonly<Record<JournalKind, string>> = {
  sale: 'Sale',
  return: 'Return',
  void: 'Cancelled order',
  'price-override': 'Price changed by hand',
  'discount-above-limit': 'Discount above the limit',
  'drawer-opening': 'Drawer opened',
  reprint: 'Receipt printed again',
  login: 'Sign-in',
  logout: 'Sign-out',
  'failed-login': 'Failed sign-in',
  approval: 'Approval',
  'clock-change': 'Clock changed',
  'setting-change': 'Setting changed',
  'z-report': 'Z report',
};

type Data<K extends JournalKind> = Extract<JournalEntryView, { kind: K }>['data'];

const METHOD_WORDS = { cash: 'in cash', card: 'by card' } as const;

const list = new Intl.ListFormat('en');

const byMethod = (amounts: readonly { readonly method: keyof typeof METHOD_WORDS; readonly amount: Money }[]): string =>
  list.format(
    amounts.map(({ method, amount }) => `${formatMoney({ ...amount, amount: Math.abs(amount.amount) })} ${METHOD_WORDS[method]}`),
  );

const SETTING_WORDS = {
  shop: 'The shop',
  staff: 'A person',
  terminal: 'The card terminal',
  taxes: 'Taxes',
  promotions: 'A promotion',
  rules: 'Pricing rules',
} as const;
const NAME_WORDS: Readonly<Record<string, string>> = {
  taxRatePpm: 'tax rate',
  pricesIncludeTax: 'prices include tax',
  roundTaxPer: 'tax rounded per',
  cashStep: 'cash rounded to',
  cashRounding: 'cash rounded',
  taxIds: 'its taxes',
  isDefault: 'default',
  fromDay: 'from',
  toDay: 'until',
  fromMinute: 'from minute',
  toMinute: 'to minute',
  buyerGroupIds: 'its customer groups',
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

/** What happened, in plain words. The kind is said beside it. */
export const entryText = (entry: JournalEntryView): string => {
  switch (entry.kind) {
    case 'sale':
      return `${entry.data.receiptNumber}, ${byMethod(entry.data.payments) || formatMoney(entry.data.total)}`;
    case 'void': {
      const { receiptNumber, total, refunds } = entry.data;
      const back = refunds.length === 0 ? 'nothing had been paid' : `given back: ${byMethod(refunds)}`;
      return `${receiptNumber} of ${formatMoney(total)}, ${back}`;
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
      return entry.data.orderId === null ? 'By hand, without a sale' : 'For a cash sale';
    case 'reprint':
      return `${entry.data.receiptNumber}, as a copy`;
    case 'return':
    case 'discount-above-limit':
    case 'approval':
    case 'z-report':
      return 'Open it to see what was noted';
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
