import { createHash } from 'node:crypto';
import { goodsMoved } from '../../domain/catalog/goods-moved.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { PaymentView } from '../../domain/contract/payment.ts';
import { linesBack } from '../../domain/returns/lines-back.ts';
import type { ReturnRepository } from '../../domain/returns/ports.ts';
import { readReceiptKey } from '../../domain/returns/receipt-key-text.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Sqlite } from '../open.ts';
import type { ReceiptKeyRepository } from '../repositories/sqlite-receipt-key-repository.ts';
import type { StockLedger } from '../stock-ledger.ts';
import type { Change, Takes } from './change.ts';

interface Parts {
  readonly sqlite: Sqlite;
  readonly ledger: StockLedger;
  readonly returns: Pick<ReturnRepository, 'addElsewhere'>;
  readonly keys: Pick<ReceiptKeyRepository, 'publicKey' | 'add'>;
}

type Moved = Pick<OrderView, 'orderItems'> & { readonly stockNumber: number | null };

/** Takes the movements in that an order's event brings. */
export const createStockTaker = (ledger: StockLedger) => {
  /** @param sign -1: the goods were sold; 1: they came back, the order was cancelled */
  const takeStock = (
    { orderItems, stockNumber }: Moved,
    orderId: string,
    sign: 1 | -1,
    code: string,
    { event }: Change,
  ): boolean => {
    if (stockNumber === null) return false;
    const { source } = event;
    ledger.heard(source, stockNumber, code);
    const kind = sign === 1 ? 'return' : 'sale';
    const at = Date.parse(event.time);
    let isNew = false;
    for (const [itemId, quantity] of goodsMoved(orderItems, sign))
      isNew = ledger.take({ itemId, source, number: stockNumber, kind, quantity, orderId, at }) || isNew;
    return isNew;
  };
  return takeStock;
};

/** What happened at other tills, as far as it counts here: goods, vouchers, accounts, returns. */
export const takeFacts = ({ sqlite, ledger, returns, keys }: Parts): Takes => {
  const addVoucher = sqlite.prepare(
    'INSERT INTO voucher (id, code, currency, issued_at) VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING',
  );
  // Confirmed and rejected are final.
  const notePayment = sqlite.prepare(
    `INSERT INTO payment_elsewhere (id, order_id, status, currency, amount, voucher_code, buyer_id, refund_of, at, after_seq)
     VALUES (:id, :orderId, :status, :currency, :amount, :voucherCode, :buyerId, :refundOf, :at, coalesce((SELECT max(seq) FROM payment), 0))
     ON CONFLICT DO UPDATE SET status = excluded.status, after_seq = excluded.after_seq
     WHERE status IN ('Pending', 'Unknown') AND excluded.status <> status`,
  );

  const takeStock = createStockTaker(ledger);
  const takePayment = (payment: PaymentView): boolean => {
    const { id, orderId, method, status, amount, voucherCode, refundOf, at } = payment;
    const buyerId = method === 'account' ? payment.buyerId : null;
    if ((method !== 'voucher' || voucherCode === null) && buyerId === null) return false;
    if (voucherCode !== null) addVoucher.run(newId(), voucherCode, amount.currency, at);
    const row = { id, orderId, status, ...amount, voucherCode, buyerId, refundOf, at };
    return notePayment.run(row).changes > 0;
  };

  const takeReturns = (order: Parameters<typeof linesBack>[0]): boolean => {
    let isNew = false;
    for (const line of linesBack(order)) isNew = returns.addElsewhere(line) || isNew;
    return isNew;
  };

  const areasOf = (stock: boolean, money: boolean, back: boolean): readonly Area[] => [
    ...(stock ? (['stock', 'catalog'] as const) : []),
    ...(money ? (['buyers', 'orders'] as const) : []),
    ...(back ? (['orders', 'till'] as const) : []),
  ];

  const takeOrder = (order: OrderView & Moved, change: Change, sign: 1 | -1): readonly Area[] => {
    const stock = takeStock(order, order.id, sign, codeOf(order), change);
    const money = order.payments.filter(takePayment).length > 0;
    return areasOf(stock, money, sign === -1 && order.status === 'Paid' && takeReturns(order));
  };

  return {
    'app.tillwright.ordering.order-lines.v1': (lines, change) => {
      const stock = takeStock(lines, lines.orderId, lines.cancelled ? 1 : -1, codeOf(lines), change);
      return areasOf(stock, false, !lines.cancelled && takeReturns({ ...lines, id: lines.orderId }));
    },
    'app.tillwright.ordering.order-submitted.v1': (order, change) => takeOrder(order, change, -1),
    'app.tillwright.ordering.order-paid.v1': (order, change) => takeOrder(order, change, -1),
    'app.tillwright.ordering.order-cancelled.v1': (order, change) => takeOrder(order, change, 1),
    'app.tillwright.payment.payment-settled.v1': (payment) => areasOf(false, takePayment(payment), false),
    'app.tillwright.catalog.stock-moved.v1': ({ itemId, number, kind, quantity, orderId, at, count }, { event: { source } }) => {
      const isNew = count
        ? ledger.takeCount({ ...count, itemId, source, number, at })
        : ledger.take({ itemId, source, number, kind, quantity, orderId, at });
      return areasOf(isNew, false, false);
    },
    'app.tillwright.catalog.items-imported.v1': ({ items }, { event }) => {
      let isNew = false;
      for (const { item, opening } of items) {
        if (!opening) continue;
        const movement = { itemId: item.id, source: event.source, ...opening, kind: 'opening', orderId: null };
        isNew = ledger.take({ ...movement, at: Date.parse(event.time) }) || isNew;
      }
      return areasOf(isNew, false, false);
    },
    'app.tillwright.till.receipt-key-added.v1': ({ registerCode, fingerprint, text }, { event }) => {
      ledger.heard(event.source, 0, registerCode);
      const key = readReceiptKey(text);
      const print = key && createHash('sha256').update(key.publicKey).digest('hex').slice(0, 16);
      if (!key || print !== fingerprint) throw new DomainError('returns/key-invalid', 'this is no key of a till');
      if (keys.publicKey(fingerprint)) return [];
      keys.add({ ...key, fingerprint, privateKey: null, addedAt: Date.parse(event.time) });
      return ['till'];
    },
  };
};

/** As printed before the receipt number. */
export const codeOf = ({ receiptNumber }: { readonly receiptNumber: string }): string =>
  receiptNumber.slice(0, receiptNumber.lastIndexOf('-'));
