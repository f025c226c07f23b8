import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { Tender } from '../../domain/contract/payment.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { Acknowledged } from './acknowledged.ts';
import { refundTendersFor, tendersFor } from './draw-tenders.ts';
import type { Random } from './random.ts';
import { Refused } from './refused.ts';
import { drawAdjustment, type Good } from './ring-up.ts';

/** Calls a till; throws {@link Refused} for what is refused. */
export type Call = <N extends OperationName>(name: N, input: RequestOf<N>) => Promise<OutputOf<N>>;

export type Moving = Acknowledged['operation'];
export type Command = { readonly [N in Moving]: { readonly operation: N; readonly input: RequestOf<N> } }[Moving];

/** One thing that somebody does at the till. */
export interface Deed {
  /** Fills the basket where it takes one, and gives the command, under the same id each time; undefined when there is nothing to do. */
  prepare(call: Call): Promise<Command | undefined>;
}

/** @returns what was answered, ready to be looked for in the file */
export const send = async (call: Call, { operation, input }: Command): Promise<Acknowledged> =>
  ({ operation, value: await call(operation, input) }) as Acknowledged;

/** The id by which a command is done once. */
export const idOf = ({ operation, input }: Command): string => {
  switch (operation) {
    case 'basket.checkout':
    case 'ordering.sellVoucher':
    case 'ordering.settleAccount':
    case 'ordering.cancelOrder':
      return input.orderId;
    case 'payment.processPayment':
      return input.payment.id;
    default:
      return input.id;
  }
};

/** Refusals that another deed explains: it came first. */
const OVERTAKEN = new Set([
  'ordering/already-cancelled',
  'ordering/has-returns',
  'ordering/payment-in-progress',
  'ordering/refund-failed',
  'ordering/shift-closed',
  'payment/more-than-owed',
  'payment/not-cancellable',
  'payment/order-not-open',
  'payment/over-tender',
  'payment/voucher-balance',
  'shift/not-open',
]);

/** Whether a refusal is what may happen to a shop where several things happen at once. */
export const isExplained = (error: unknown): boolean => error instanceof Refused && OVERTAKEN.has(error.code);

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const cash = (amount: number): Tender => ({ id: newId(), method: 'cash', tendered: eur(amount) });

/** A demo shop that takes every tender, rounds cash, and has a customer with an account. */
export const setUpTrade = async (call: Call): Promise<{ goods: Good[]; buyerId: string }> => {
  await call('pricing.setRules', {
    pricesIncludeTax: true,
    rounding: 'half-up',
    roundTaxPer: 'line',
    cashStep: 5,
    cashRounding: 'nearest',
  });
  await call('payment.setTenderRules', {
    methods: ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'],
    tips: true,
    foreignCurrencies: [{ currency: 'CHF', rateMicros: 1_050_000 }],
    voucherLimit: null,
  });
  const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Guest House' });
  await call('buyers.setBuyerTerms', {
    buyerId: buyer.id,
    revision: buyer.revision,
    groupId: null,
    taxExemption: null,
    accountLimit: 100_000_000_000,
  });
  const { items } = await call('catalog.getCatalogItems', {});
  return { goods: items.map(({ id, price }) => ({ id, price: price.amount })), buyerId: buyer.id };
};

interface Shop {
  readonly goods: readonly Good[];
  readonly buyerId: string;
}

/** Draws deeds until every way that money moves has come up, each going on from what was answered before. */
export class Trade {
  readonly #random: Random;
  readonly #shop: Shop;
  readonly #vouchers: string[] = [];
  readonly #toVoid: string[] = [];
  readonly #toReturn: OrderView[] = [];
  readonly #open: string[] = [];
  readonly #partlyPaid: string[] = [];

  constructor(random: Random, shop: Shop) {
    this.#random = random;
    this.#shop = shop;
  }

  /** Later deeds go on from it. */
  saw({ operation, value }: Acknowledged): void {
    if (operation === 'ordering.sellVoucher') {
      this.#vouchers.push(...value.payments.flatMap(({ voucherCode }) => voucherCode ?? []));
      if (this.#random.chance(0.1)) this.#toVoid.push(value.id);
    }
    if (operation === 'payment.processPayment' && value.status === 'Confirmed') this.#partlyPaid.push(value.id);
    if (operation !== 'basket.checkout') return;
    if (value.status === 'StockConfirmed') this.#open.push(value.id);
    else if (value.orderItems.some(({ units }) => units > 0) && this.#random.chance(0.6)) this.#toReturn.push(value);
    else this.#toVoid.push(value.id);
  }

  /** Something that needs the basket for itself: a sale by any tender, a return, an exchange. */
  atTheBasket(): Deed {
    const { int, chance } = this.#random;
    const back = chance(0.35) ? this.#toReturn.splice(0, 1)[0] : undefined;
    const withReceipt = back ? { order: back, units: int(1, 2) } : undefined;
    const isReturnOnly = back !== undefined ? chance(0.5) : chance(0.04);
    const [orderId, way, discountPpm] = [newId(), int(0, 8), chance(0.25) ? int(1, 300_000) : 0];
    const lines = isReturnOnly ? [] : this.#lines();
    const noReceipt = isReturnOnly && !back ? this.#random.pick(this.#shop.goods).id : undefined;
    const voucher = this.#vouchers.at(-1);
    const draws = { way, share: int(1, 9) / 10, disposition: chance(0.5) ? ('restock' as const) : ('write-off' as const) };
    const prepare = async (call: Call): Promise<Command> => {
      await call('basket.deleteBasket', {});
      await call('basket.setBuyer', { buyerId: way === 8 ? this.#shop.buyerId : null });
      await call('basket.updateBasket', { lines });
      if (lines.length > 0 && discountPpm > 0) {
        await call('basket.setDiscount', { discount: { percentPpm: discountPpm }, reason: 'a regular' });
      }
      const take = (from: RequestOf<'basket.addReturn'>['from'], units: number) =>
        call('basket.addReturn', { from, units, reason: 'Faulty', disposition: draws.disposition });
      if (noReceipt) await take({ kind: 'no-receipt', productId: noReceipt }, 1);
      if (withReceipt) {
        const { receiptNumber } = withReceipt.order;
        const { lines: sold } = await call('returns.getReturnable', { receiptNumber });
        const line = sold.find(({ left }) => left > 0);
        if (line) await take({ kind: 'receipt', receiptNumber, itemId: line.itemId }, Math.min(withReceipt.units, line.left));
      }
      const { totals } = await call('basket.getBasket', {});
      const total = totals.total.amount;
      // A receipt that came back whole, and nothing bought: sell something instead.
      if (total === 0 && lines.length === 0) {
        const line = { itemId: this.#shop.goods[0]?.id ?? '', quantity: 1 };
        const view = await call('basket.updateBasket', { lines: [line] });
        return checkout(orderId, view.totals.total.amount, [cash(view.totals.total.amount)]);
      }
      return checkout(orderId, total, await this.#payFor(call, total, voucher, draws));
    };
    return { prepare };
  }

  /** A sale by card, which the terminal approves, declines, answers twice or leaves without an answer; or what became of such a one. */
  byCard(): Deed {
    const { int, pick, chance } = this.#random;
    // What a declined card left open is paid another way soon, as at any till.
    const goingOn = chance(0.6) ? this.#goOn() : undefined;
    if (goingOn) return goingOn;
    const behaviour = pick(['approve', 'decline', 'decline', 'timeout', 'answer-twice'] as const);
    const [orderId, lines, cardId, isSplit] = [newId(), this.#lines(), newId(), chance(0.3)];
    const tip = chance(0.2) ? { tip: eur(int(1, 300)) } : {};
    return {
      prepare: async (call) => {
        await call('payment.setTerminalBehaviour', { behaviour });
        await call('basket.deleteBasket', {});
        await call('basket.setBuyer', { buyerId: null });
        const { totals } = await call('basket.updateBasket', { lines });
        const total = totals.total.amount;
        const part = isSplit ? Math.floor(total / 2) : 0;
        const card: Tender = { id: cardId, method: 'card', amount: eur(total - part), ...tip };
        const slip: Tender = { id: newId(), method: 'external-card', amount: eur(part), approvalCode: 'A1' };
        return checkout(orderId, total, part > 0 ? [slip, card] : [card]);
      },
    };
  }

  /** Something beside the basket: vouchers, accounts, voids, open orders, the drawer, the stock. */
  beside(): Deed {
    const { int, pick, chance } = this.#random;
    const id = newId();
    const always = (command: Command): Deed => ({ prepare: () => Promise.resolve(command) });
    switch (int(0, 7)) {
      case 0: {
        const amount = int(100, 100_000);
        const payments = tendersFor(amount, pick([0, 1, 5]));
        return always({ operation: 'ordering.sellVoucher', input: { orderId: id, amount: eur(amount), payments } });
      }
      case 1: {
        const most = int(1, 5000);
        const payment = newId();
        const { buyerId } = this.#shop;
        return {
          async prepare(call) {
            const { owed } = await call('buyers.getAccount', { buyerId });
            const amount = Math.min(most, owed.amount);
            if (amount <= 0) return undefined;
            const payments: Tender[] = [{ id: payment, method: 'external-card', amount: eur(amount), approvalCode: 'A2' }];
            return { operation: 'ordering.settleAccount', input: { orderId: id, buyerId, amount: eur(amount), payments } };
          },
        };
      }
      case 2:
      case 3: {
        // The newest: a sale of a closed shift is not voided any more.
        const orderId = this.#toVoid.pop();
        if (orderId === undefined) break;
        return always({ operation: 'ordering.cancelOrder', input: { orderId, reason: 'changed their mind' } });
      }
      case 4: {
        const goingOn = this.#goOn();
        if (!goingOn) break;
        return goingOn;
      }
      case 5: {
        const kind = pick(['paid-in', 'paid-out', 'drop'] as const);
        const input = { id, kind, amount: eur(int(1, 50)), reason: 'stamps' };
        return always({ operation: 'shifts.addMovement', input });
      }
      case 6: {
        if (chance(0.6)) break;
        const counts = [eur(int(0, 50_000)), { amount: int(0, 500), currency: 'CHF' }];
        return {
          async prepare(call) {
            const { shift } = await call('shifts.getShift', {});
            if (!shift) return undefined;
            return { operation: 'shifts.closeShift', input: { id, number: shift.number, counts, reason: 'nobody counted' } };
          },
        };
      }
    }
    return always({ operation: 'catalog.adjustStock', input: drawAdjustment(this.#random, this.#shop.goods) });
  }

  /** An order that stayed open: the next part of it is paid, or a part is given back; undefined when there is none. */
  #goOn(): Deed | undefined {
    const { chance } = this.#random;
    const id = newId();
    const paymentId = chance(0.5) ? this.#partlyPaid.pop() : undefined;
    if (paymentId !== undefined) {
      return { prepare: () => Promise.resolve({ operation: 'payment.cancelPayment', input: { id, paymentId } }) };
    }
    // The newest: one that waits for a terminal's answer takes no more payments, and would stand in the way of all behind it.
    const orderId = this.#open.pop();
    if (orderId === undefined) return undefined;
    const isWhole = chance(0.25);
    return {
      prepare: async (call) => {
        const { due, payments } = await call('ordering.getOrderById', { orderId });
        if (due.amount <= 0 || payments.some(({ status }) => status === 'Unknown' || status === 'Pending')) return undefined;
        if (!isWhole) this.#open.push(orderId);
        const amount = isWhole ? due.amount : Math.ceil(due.amount / 2);
        const payment: Tender = { id, method: 'external-card', amount: eur(amount), approvalCode: 'A3' };
        return { operation: 'payment.processPayment', input: { orderId, payment } };
      },
    };
  }

  #lines(): RequestOf<'basket.updateBasket'>['lines'] {
    const { random, goods } = { random: this.#random, goods: this.#shop.goods };
    const chosen = random.shuffle(goods).slice(0, random.int(1, 5));
    return chosen.map(({ id }) => ({ itemId: id, quantity: random.int(1, 4) }));
  }

  /** For goods that went by any tender; for goods that came back by cash, a slip, or a new voucher. */
  async #payFor(
    call: Call,
    total: number,
    voucher: string | undefined,
    draws: { way: number; share: number },
  ): Promise<Tender[]> {
    if (total === 0) return [];
    if (total < 0) return refundTendersFor(-total, draws.way);
    if (draws.way === 8) return [{ id: newId(), method: 'account', amount: eur(total) }];
    if (draws.way === 7 && voucher) {
      const { redeemable } = await call('payment.getVoucher', { code: voucher });
      const part = Math.min(redeemable.amount, Math.ceil(total * draws.share));
      const rest = total - part;
      const parts: Tender[] = part > 0 ? [{ id: newId(), method: 'voucher', amount: eur(part), code: voucher }] : [];
      return rest > 0 ? [...parts, cash(rest)] : parts;
    }
    // The terminal has deeds of its own.
    if (draws.way === 2 || draws.way === 3) {
      const half = Math.floor(total / 2);
      const slip: Tender = {
        id: newId(),
        method: 'external-card',
        amount: eur(total - half),
        approvalCode: 'A5',
        tip: eur(draws.way),
      };
      return half > 0 ? [cash(half), slip] : [slip];
    }
    return tendersFor(total, draws.way);
  }
}

const checkout = (orderId: string, total: number, payments: Tender[]): Command => ({
  operation: 'basket.checkout',
  input: { orderId, total: eur(total), payments },
});
