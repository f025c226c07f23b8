import type { ReceiptLanguage } from '../contract/printing.ts';
import type { MovementKind, ShiftReport } from '../contract/shifts.ts';
import type { Money } from '../shared/money.ts';
import { type Block, centred, dateOf, large, numberOf, pair, percent, text } from './blocks.ts';
import { LABELS, type Labels } from './labels.ts';

const MOVEMENTS: Readonly<Record<MovementKind, keyof Labels>> = {
  float: 'float',
  'paid-in': 'paidIn',
  'paid-out': 'paidOut',
  drop: 'drop',
};

/** So that eyes can compare it with the journal's. */
const HASH_GROUP = /.{1,8}/g;

const rule: Block = { kind: 'rule' };
const title = (line: string): Block => text(line, true);
const strong = (left: string, right: string): Block => ({ kind: 'pair', left, right, bold: true, large: false });

/** An X or Z report on paper. @param isCopy says so at its top and its end */
export const composeReport = (report: ShiftReport, language: ReceiptLanguage, isCopy: boolean): readonly Block[] => {
  const label = LABELS[language];
  const { closing } = report;
  const mark = isCopy ? [large(label.copy)] : [];
  const opener = report.openedBy === null ? [] : [pair(`  ${label.by}`, report.openedBy)];
  return [
    large(report.shopName),
    large(`${closing ? label.zReport : label.xReport} ${report.number}`),
    ...mark,
    { kind: 'space' },
    pair(label.register, report.registerCode),
    pair(label.opened, dateOf(language, report.openedAt)),
    ...opener,
    pair(closing ? label.closed : label.printedAt, dateOf(language, report.at)),
    ...(closing ? [pair(`  ${label.by}`, closing.by)] : []),
    rule,
    ...sales(report, language),
    ...payments(report, language),
    ...drawer(report, language),
    ...rest(report, language),
    ...(closing ? seal(closing.journal, label) : []),
    ...mark,
  ];
};

const sales = (report: ShiftReport, language: ReceiptLanguage): Block[] => {
  const label = LABELS[language];
  const number = moneyOf(language);
  const { receipts, sales: sold, voids, goods, totals, taxes } = report;
  const off = (word: string, amount: Money): Block[] => (amount.amount === 0 ? [] : [pair(word, number(negative(amount)))]);
  return [
    pair(label.receipts, String(receipts.count)),
    ...(receipts.first === null ? [] : [pair('', `${receipts.first} – ${receipts.last ?? ''}`)]),
    pair(`${label.sales} (${sold.count})`, number(sold.amount)),
    ...(voids.length === 0 ? [] : [text(`${label.voided} (${voids.length})`)]),
    ...voids.map(({ receiptNumber, amount }) => pair(`  ${receiptNumber}`, number(negative(amount)))),
    rule,
    pair(label.goods, number(goods.subtotal)),
    ...off(label.byHand, goods.byHand),
    ...off(label.promotions, goods.promotions),
    ...off(label.relief, goods.relief),
    ...(goods.addedTax.amount === 0 ? [] : [pair(label.tax, number(goods.addedTax))]),
    ...(goods.returned.count === 0 ? [] : off(`${label.returned} (${goods.returned.count})`, goods.returned.amount)),
    strong(`${label.total} ${report.currency}`, number(totals.gross)),
    rule,
    {
      kind: 'table',
      rows: [
        [label.rate, label.net, label.tax, label.gross],
        ...taxes.map(({ name, ratePpm, net, tax, gross }) => [
          name === '' ? label.untaxed : percent(language, ratePpm),
          ...[net, tax, gross].map(number),
        ]),
        [label.total, ...[totals.net, totals.tax, totals.gross].map(number)],
      ],
    },
    rule,
  ];
};

const payments = (report: ShiftReport, language: ReceiptLanguage): Block[] => {
  const label = LABELS[language];
  const number = moneyOf(language);
  const { vouchers, accounts } = report;
  const extras: readonly (readonly [string, Money])[] = [
    [label.tips, report.tips],
    [label.rounding, report.rounding],
    [label.vouchersSold, vouchers.sold],
    [label.vouchersRedeemed, vouchers.redeemed],
    [label.vouchersRefunded, vouchers.refunded],
    [label.charged, accounts.charged],
    [label.accountsSettled, accounts.settled],
    [label.accountsRefunded, accounts.refunded],
  ];
  return [
    title(label.payments),
    ...report.payments.flatMap(({ method, taken, givenBack }) => [
      pair(`${label[method]} (${taken.count})`, number(taken.amount)),
      ...(givenBack.count === 0 ? [] : [pair(`  ${label.givenBack} (${givenBack.count})`, number(negative(givenBack.amount)))]),
    ]),
    ...(report.unsettled.length === 0 ? [] : [text(label.unsettled)]),
    ...report.unsettled.map(({ receiptNumber, amount }) => pair(`  ${receiptNumber}`, number(amount))),
    ...extras.filter(([, amount]) => amount.amount !== 0).map(([word, amount]) => pair(word, number(amount))),
    rule,
  ];
};

const drawer = (report: ShiftReport, language: ReceiptLanguage): Block[] => {
  const label = LABELS[language];
  const number = moneyOf(language);
  const { closing, movements, drawerOpenings } = report;
  const lines = closing?.drawer ?? report.drawer.map((one) => ({ ...one, counted: null, variance: null }));
  return [
    title(label.drawer),
    ...movements.flatMap(({ kind, amount, reason, userName }) => [
      pair(label[MOVEMENTS[kind]], number(amount)),
      ...(reason === '' && userName === null ? [] : [text(`  ${[reason, userName].filter(Boolean).join(', ')}`)]),
    ]),
    ...lines.flatMap(({ currency, expected, counted, variance }) => {
      const of = (amount: number): string => number({ amount, currency });
      return [
        pair(`${label.expected} ${currency}`, of(expected)),
        ...(counted === null ? [] : [pair(`${label.counted} ${currency}`, of(counted))]),
        ...(variance === null ? [] : [strong(`${label.variance} ${currency}`, of(variance))]),
      ];
    }),
    ...(closing && closing.reason !== '' ? [text(`  ${label.reason}: ${closing.reason}`)] : []),
    ...(closing?.keptFloat ? [pair(label.keptFloat, number(closing.keptFloat))] : []),
    pair(label.openings, String(drawerOpenings.count)),
    ...(drawerOpenings.byHand === 0 ? [] : [pair(`  ${label.openingsByHand}`, String(drawerOpenings.byHand))]),
    rule,
  ];
};

const rest = ({ clerks, unresolved }: ShiftReport, language: ReceiptLanguage): Block[] => {
  const label = LABELS[language];
  const number = moneyOf(language);
  const waiting: readonly (readonly [string, number])[] = [
    [label.unresolvedPayments, unresolved.payments],
    [label.unsettled, unresolved.openOrders],
    [label.stoppedPrints, unresolved.stoppedPrints],
    [label.waiting, unresolved.waitingEvents],
  ];
  const noted = waiting.filter(([, count]) => count > 0).map(([word, count]) => pair(word, String(count)));
  return [
    ...(clerks.length === 0 ? [] : [title(label.clerks)]),
    ...clerks.map(({ name, sales: sold, amount }) => pair(`${name} (${sold})`, number(amount))),
    ...(clerks.length === 0 ? [] : [rule]),
    ...noted,
    ...(noted.length === 0 ? [] : [rule]),
  ];
};

const seal = ({ sequence, hash }: { readonly sequence: number; readonly hash: string }, label: Labels): Block[] => [
  centred(`${label.journal} ${sequence}`),
  ...[0, 1].map((half) => centred((hash.slice(half * 32, half * 32 + 32).match(HASH_GROUP) ?? []).join(' '))),
];

const moneyOf =
  (language: string) =>
  ({ amount, currency }: Money): string =>
    numberOf(language, currency)(amount);

const negative = ({ amount, currency }: Money): Money => ({ amount: amount === 0 ? 0 : -amount, currency });
