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
  const balance = sqlite
    .prepare<[string], number>("SELECT coalesce(-sum(amount), 0) FROM payment WHERE voucher_id = ? AND status = 'Confirmed'")
    .pluck();
  const balanceAfter = sqlite
    .prepare<[string], number>(
      `SELECT coalesce(-sum(payment.amount), 0) FROM payment JOIN payment AS last ON last.voucher_id = payment.voucher_id
       WHERE last.id = ? AND payment.status = 'Confirmed' AND payment.seq <= last.seq`,
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
       (SELECT coalesce(sum(amount), 0) FROM payment WHERE buyer_id = buyer.id AND status = 'Confirmed') AS owed
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
