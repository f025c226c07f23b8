import { eq, sql } from 'drizzle-orm';
import type { TenderRules } from '../../domain/contract/payment.ts';
import type { AccountLookup, TenderRulesRepository, VoucherRepository } from '../../domain/payment/ports.ts';
import { type Database, insertInto, selectFrom } from '../database.ts';
import { voucher } from '../schema/tables.ts';

/** What a shop takes until its owner says otherwise. */
const USUAL_TENDERS: TenderRules = {
  methods: ['cash', 'card', 'external-card', 'voucher', 'account'],
  tips: false,
  foreignCurrencies: [],
  voucherLimit: null,
};

/** Vouchers, accounts and the rules of the tenders. Balances are sums of confirmed payments, never numbers of their own. */
export const createSqliteTenderRepository = (database: Database): VoucherRepository & AccountLookup & TenderRulesRepository => {
  const { sqlite } = database;
  const find = selectFrom(database, voucher, eq(voucher.code, sql.placeholder('code')));
  const insert = insertInto(database, voucher);
  // Here, and at other tills as far as this one has heard.
  const balance = sqlite
    .prepare<[string], number>(
      `SELECT coalesce((SELECT -sum(amount) FROM payment WHERE voucher_id = voucher.id AND status = 'Confirmed'), 0)
         - coalesce((SELECT sum(amount) FROM payment_elsewhere WHERE voucher_code = voucher.code AND status = 'Confirmed'), 0)
       FROM voucher WHERE id = ?`,
    )
    .pluck();
  const balanceAfter = sqlite
    .prepare<[string], number>(
      `SELECT coalesce((SELECT -sum(amount) FROM payment WHERE voucher_id = last.voucher_id AND status = 'Confirmed' AND seq <= last.seq), 0)
         - coalesce((SELECT sum(amount) FROM payment_elsewhere
             WHERE voucher_code = voucher.code AND status = 'Confirmed' AND after_seq < last.seq), 0)
       FROM payment AS last JOIN voucher ON voucher.id = last.voucher_id WHERE last.id = ?`,
    )
    .pluck();
  const redeemed = sqlite
    .prepare<[string], number>(
      `SELECT coalesce(sum(amount), 0) FROM payment
       WHERE voucher_id = ? AND status = 'Confirmed' AND (amount > 0 OR refund_of IN (SELECT id FROM payment WHERE amount > 0))`,
    )
    .pluck();
  const account = sqlite.prepare<[string], { limit: number; owed: number }>(
    `SELECT account_limit AS "limit",
       (SELECT coalesce(sum(amount), 0) FROM payment WHERE buyer_id = buyer.id AND status = 'Confirmed')
         + (SELECT coalesce(sum(amount), 0) FROM payment_elsewhere AS other WHERE other.buyer_id = buyer.id AND status = 'Confirmed') AS owed
     FROM buyer WHERE id = ? AND erased_at IS NULL`,
  );
  const rules = sqlite.prepare<[], string | null>('SELECT tenders FROM shop').pluck();
  const save = sqlite.prepare<[string]>('UPDATE shop SET tenders = ?');
  return {
    byCode: (code) => find.get({ code }),
    add({ id, code, issuedAt }, currency) {
      insert({ id, code, currency, issuedAt });
    },
    balance: (voucherId) => balance.get(voucherId) ?? 0,
    balanceAfter: (paymentId) => balanceAfter.get(paymentId) ?? 0,
    redeemed: (voucherId) => redeemed.get(voucherId) ?? 0,
    account: (buyerId) => account.get(buyerId),
    tenderRules() {
      const text = rules.get();
      return text ? (JSON.parse(text) as TenderRules) : USUAL_TENDERS;
    },
    saveTenderRules(changed) {
      save.run(JSON.stringify(changed));
    },
  };
};
