import type { TenderRules, VoucherView } from '../contract/payment.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';
import { holdsCardNumber } from '../shared/mask-card-numbers.ts';
import { type Money, money } from '../shared/money.ts';
import type { PaymentState } from './payment.ts';
import type { VoucherRepository } from './ports.ts';
import { newVoucherCode } from './voucher-code.ts';

interface Parts {
  readonly vouchers: VoucherRepository;
  /** Of the shop. */
  readonly currency: () => string;
  readonly clock: Clock;
}

/** Vouchers and gift cards: made, topped up, looked up and redeemed, within what is on them and what the owner lets one register take. */
export class Vouchers {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @throws DomainError `payment/voucher-not-found` */
  view(code: string, rules: TenderRules): VoucherView {
    const { vouchers, currency } = this.#parts;
    const voucher = vouchers.byCode(code);
    if (!voucher) throw notFound();
    const balance = vouchers.balance(voucher.id);
    const redeemable = Math.min(balance, this.#leftToRedeem(voucher.id, rules));
    return {
      code,
      issuedAt: voucher.issuedAt,
      balance: money(balance, currency()),
      redeemable: money(redeemable, currency()),
    };
  }

  /**
   * The voucher that a payment is redeemed from; when money goes onto it, one of that code is made where there is none.
   * @param amount less than nothing goes onto it
   * @throws DomainError `payment/voucher-not-found`, `payment/voucher-balance`, `payment/voucher-limit`, `payment/voucher-like-card`, and
   * `shared/out-of-range` where it would hold more than one amount can be
   */
  take(code: string | undefined, amount: Money, rules: TenderRules): PaymentState['voucher'] {
    const { vouchers, clock } = this.#parts;
    const known = code === undefined ? undefined : vouchers.byCode(code);
    if (amount.amount <= 0) {
      if (known) {
        // What is on it must stay an amount that can be told, and paid with at once.
        money(vouchers.balance(known.id) - amount.amount, amount.currency);
        return known;
      }
      if (code !== undefined && holdsCardNumber(code))
        throw new DomainError('payment/voucher-like-card', 'this looks like the number of a bank card');
      const made = { id: newId(), code: code ?? newVoucherCode(), issuedAt: clock.now() };
      vouchers.add(made, amount.currency);
      return made;
    }
    if (!known) throw notFound();
    this.requireBalance(known.id, amount);
    const left = this.#leftToRedeem(known.id, rules);
    if (amount.amount > left) {
      const details = { left, currency: amount.currency };
      throw new DomainError('payment/voucher-limit', 'this register may not redeem more of this voucher on its own', details);
    }
    return known;
  }

  /** @throws DomainError `payment/voucher-balance` */
  requireBalance(voucherId: string, amount: Money): void {
    const balance = this.#parts.vouchers.balance(voucherId);
    if (amount.amount <= balance) return;
    const details = { balance, currency: amount.currency };
    throw new DomainError('payment/voucher-balance', 'less than that is left of this voucher', details);
  }

  /** What the owner's bound leaves of a voucher; endless without one. Minor units. */
  #leftToRedeem(voucherId: string, { voucherLimit }: TenderRules): number {
    if (!voucherLimit) return Number.POSITIVE_INFINITY;
    return Math.max(0, voucherLimit.amount - this.#parts.vouchers.redeemed(voucherId));
  }
}

const notFound = (): DomainError => new DomainError('payment/voucher-not-found', 'this register knows no such voucher');
