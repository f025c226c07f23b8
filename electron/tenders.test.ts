import { beforeEach, describe, expect, it } from 'vitest';
import type { OutputOf, RequestOf } from '../domain/contract/index.ts';
import type { TenderRules } from '../domain/contract/payment.ts';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { setUpTestTill } from './testing/test-till.ts';

type Payment = RequestOf<'basket.checkout'>['payments'][number];
type Order = OutputOf<'basket.checkout'>;

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const usd = (amount: number) => ({ amount, currency: 'USD' });
const { call, dispatch, refusal } = setUpTestTill();

const RULES: TenderRules = {
  methods: ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'],
  tips: true,
  foreignCurrencies: [{ currency: 'USD', rateMicros: 920_000 }],
  voucherLimit: null,
};
const setRules = (changed: Partial<TenderRules> = {}) => call('payment.setTenderRules', { ...RULES, ...changed });
const roundCash = async (cashStep: number): Promise<void> => {
  await call('pricing.setRules', { ...(await call('pricing.getRules', {})), cashStep, cashRounding: 'nearest' });
};
const terminal = (behaviour: RequestOf<'payment.setTerminalBehaviour'>['behaviour']) =>
  call('payment.setTerminalBehaviour', { behaviour });

const cash = (tendered: number, tip?: number): Payment => ({
  id: newId(),
  method: 'cash',
  tendered: eur(tendered),
  ...(tip === undefined ? {} : { tip: eur(tip) }),
});
const card = (amount: number): Payment => ({ id: newId(), method: 'card', amount: eur(amount) });
const voucher = (code: string, amount: number): Payment => ({ id: newId(), method: 'voucher', code, amount: eur(amount) });
const onAccount = (amount: number): Payment => ({ id: newId(), method: 'account', amount: eur(amount) });
const dollars = (tendered: number): Payment => ({ id: newId(), method: 'foreign-cash', tendered: usd(tendered) });

let itemId: string;
/** A sale of goods that come to `total`, not sent yet. */
const ready = async (total: number, payments: Payment[], buyerId: string | null = null) => {
  await call('basket.deleteBasket', {});
  await call('basket.addItem', { itemId });
  await call('basket.setPrice', { itemId, price: eur(total), reason: 'test' });
  await call('basket.setBuyer', { buyerId });
  return { orderId: newId(), total: eur(total), payments };
};
const sell = async (total: number, ...payments: Payment[]): Promise<Order> =>
  call('basket.checkout', await ready(total, payments));
const refused = async (total: number, ...payments: Payment[]) => refusal('basket.checkout', await ready(total, payments));
const pay = (order: Order, payment: Payment) => call('payment.processPayment', { orderId: order.id, payment });
const read = (order: Order) => call('ordering.getOrderById', { orderId: order.id });
const issue = async (amount: number, code?: string): Promise<string> => {
  const order = await call('ordering.sellVoucher', {
    orderId: newId(),
    amount: eur(amount),
    payments: [cash(amount)],
    ...(code === undefined ? {} : { code }),
  });
  return order.payments.at(-1)?.voucherCode ?? '';
};
const balanceOf = async (code: string): Promise<number> => (await call('payment.getVoucher', { code })).balance.amount;
const customer = async (accountLimit: number): Promise<string> => {
  const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Nell' });
  await call('buyers.setBuyerTerms', { buyerId: buyer.id, revision: 1, groupId: null, taxExemption: null, accountLimit });
  return buyer.id;
};
const owedBy = async (buyerId: string): Promise<number> => (await call('buyers.getAccount', { buyerId })).owed.amount;
const shape = ({ payments }: Order) => payments.map(({ method, status, amount }) => [method, status, amount.amount]);

beforeEach(async () => {
  ({ id: itemId } = await call('catalog.createCatalogItem', { id: newId(), name: 'Goods', price: eur(1), openingStock: 1000 }));
  await setRules();
});

describe('a sale', () => {
  it('is paid by a list of every kind of tender, change and tip out of the last cash', async () => {
    const code = await issue(1000);
    const buyerId = await customer(2000);
    const slip: Payment = { id: newId(), method: 'external-card', amount: eur(500), approvalCode: 'A77' };
    const parts = [voucher(code, 1000), card(1500), slip, onAccount(2000), dollars(1000), cash(5000, 200)];
    const order = await call('basket.checkout', await ready(9999, parts, buyerId));
    expect(order).toMatchObject({ status: 'Paid', paid: eur(9999), due: eur(0) });
    expect(shape(order)).toEqual([
      ['voucher', 'Confirmed', 1000],
      ['card', 'Confirmed', 1500],
      ['external-card', 'Confirmed', 500],
      ['account', 'Confirmed', 2000],
      ['foreign-cash', 'Confirmed', 920],
      ['cash', 'Confirmed', 4079],
    ]);
    expect(order.payments[2]?.card).toMatchObject({ entryMode: 'external', approvalCode: 'A77' });
    expect(order.payments[4]).toMatchObject({ foreign: usd(1000), tendered: eur(920), change: eur(0) });
    expect(order.payments[5]).toMatchObject({ tendered: eur(5000), tip: eur(200), change: eur(721) });
  });

  it('is refused whole when the parts are too little or too much, and nothing of it is kept', async () => {
    const code = await issue(1000);
    expect(await refused(3000, voucher(code, 1000), cash(1999))).toBe('payment/insufficient-tender');
    expect(await refused(3000, card(3001))).toBe('payment/over-tender');
    expect(await refused(3000, cash(3000), voucher(code, 1))).toBe('payment/over-tender');
    expect(await refused(3000, cash(3000, 1))).toBe('payment/tip-refused');
    expect(await balanceOf(code)).toBe(1000);
    await setRules({ tips: false });
    expect(await refused(3000, cash(5000, 100))).toBe('payment/tip-refused');
    await setRules({ methods: ['card'] });
    expect(await refused(3000, cash(3000))).toBe('payment/method-off');
  });

  it('is one sale and one charge when it is sent twice at once and the terminal answers twice', async () => {
    await terminal('answer-twice');
    const command = await ready(3000, [cash(1000), card(2000)]);
    const [first, second] = await Promise.all([call('basket.checkout', command), call('basket.checkout', command)]);
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(second).toEqual(first);
    expect(shape(await read(first))).toEqual([
      ['cash', 'Confirmed', 1000],
      ['card', 'Confirmed', 2000],
    ]);
  });
});

describe('cash rounding to 0.05', () => {
  beforeEach(() => roundCash(5));

  it('counts for cash alone, as a line of its own', async () => {
    const inCash = await sell(1242, cash(1240));
    expect(inCash).toMatchObject({ status: 'Paid', total: eur(1242), change: eur(0) });
    expect(inCash.payments[0]).toMatchObject({ amount: eur(1242), rounding: eur(-2) });
    const byCard = await sell(1242, card(1242));
    expect(byCard.payments[0]).toMatchObject({ tendered: eur(1242), rounding: eur(0) });
    const split = await sell(1243, card(1000), cash(500));
    expect(split.payments[1]).toMatchObject({ amount: eur(243), rounding: eur(2), change: eur(255) });
  });

  it('counts for foreign cash, whose change is given in the shop’s own', async () => {
    const { payments } = await sell(1242, dollars(2000));
    expect(payments[0]).toMatchObject({ foreign: usd(2000), tendered: eur(1840), rounding: eur(-2), change: eur(600) });
    const gbp: Payment = { id: newId(), method: 'foreign-cash', tendered: { amount: 100, currency: 'GBP' } };
    expect(await refused(1242, gbp)).toBe('payment/foreign-currency-refused');
  });
});

describe('one payment of an open order', () => {
  const open = async (): Promise<Order> => {
    await terminal('decline');
    const order = await sell(3000, cash(1000), card(2000));
    await terminal('approve');
    expect(order).toMatchObject({ status: 'StockConfirmed', due: eur(2000) });
    return order;
  };

  it('is given back once, however often that is asked, and another is tried', async () => {
    const order = await open();
    const give = { id: newId(), paymentId: order.payments[0]!.id };
    const [first, second] = await Promise.all([call('payment.cancelPayment', give), call('payment.cancelPayment', give)]);
    expect(second).toEqual(first);
    expect(first).toMatchObject({ status: 'Confirmed', amount: eur(-1000), refundOf: give.paymentId });
    expect(await refusal('payment.cancelPayment', { ...give, id: newId() })).toBe('payment/not-cancellable');
    expect((await read(order)).due).toEqual(eur(3000));
    await pay(order, card(3000));
    expect(await read(order)).toMatchObject({ status: 'Paid', paid: eur(3000) });
    expect(await refusal('payment.cancelPayment', { ...give, id: newId() })).toBe('payment/order-not-open');
  });

  it('with a tip goes back with it, a card through the terminal', async () => {
    const order = await open();
    await pay(order, { id: newId(), method: 'card', amount: eur(500), tip: eur(100) });
    const { id: paymentId } = (await read(order)).payments.at(-1)!;
    expect(await call('payment.cancelPayment', { id: newId(), paymentId })).toMatchObject({
      status: 'Confirmed',
      amount: eur(-500),
      tip: eur(-100),
      tendered: eur(-600),
    });
    expect((await read(order)).due).toEqual(eur(2000));
  });

  it('without an answer stays unknown, in sight of the till, and nothing is taken in its place', async () => {
    await terminal('timeout');
    const order = await sell(3000, cash(1000), card(2000));
    const { unresolvedPayments } = await call('till.getStatus', {});
    expect(unresolvedPayments).toMatchObject([{ orderId: order.id, receiptNumber: order.receiptNumber, status: 'Unknown' }]);
    expect(await refusal('payment.processPayment', { orderId: order.id, payment: card(2000) })).toBe('payment/over-tender');
    const { paymentId } = unresolvedPayments[0]!;
    expect(await refusal('payment.cancelPayment', { id: newId(), paymentId })).toBe('payment/not-cancellable');
    await call('payment.resolvePayment', { paymentId, outcome: 'Rejected' });
    expect((await call('till.getStatus', {})).unresolvedPayments).toEqual([]);
    await pay(order, cash(2000));
    expect((await read(order)).status).toBe('Paid');
  });
});

describe('a voucher', () => {
  it('is sold with a code of the till or of the card, topped up, redeemed in parts, and never past its balance', async () => {
    const made = await issue(5000);
    expect(made).toMatch(/^[A-Z2-9]{16}$/);
    expect(await issue(2000, 'gift 1234')).toBe('GIFT1234');
    await issue(500, 'GIFT1234');
    expect(await balanceOf('GIFT1234')).toBe(2500);
    await sell(1000, voucher('gift-1234', 1000));
    expect(await refused(2000, voucher('GIFT1234', 1501), cash(2000))).toBe('payment/voucher-balance');
    expect(await refused(2000, voucher('GIFT1234', 1000), voucher('GIFT1234', 1000))).toBe('payment/voucher-balance');
    await sell(2000, voucher('GIFT1234', 1500), cash(500));
    expect(await balanceOf('GIFT1234')).toBe(0);
    expect(await refused(100, voucher('UNKNOWN', 100))).toBe('payment/voucher-not-found');
    expect(await refusal('payment.getVoucher', { code: 'UNKNOWN' })).toBe('payment/voucher-not-found');
    expect(await balanceOf(made)).toBe(5000);
  });

  it('is sold once when it is sent twice, and never for nothing, nor with the number of a bank card', async () => {
    const command = { orderId: newId(), amount: eur(2000), code: 'GIFT1234', payments: [cash(5000)] };
    const first = await call('ordering.sellVoucher', command);
    expect(first).toMatchObject({ status: 'Paid', total: eur(0), due: eur(0), change: eur(3000) });
    expect(await call('ordering.sellVoucher', command)).toEqual(first);
    expect(await balanceOf('GIFT1234')).toBe(2000);
    const sale = { orderId: newId(), payments: [cash(0)] };
    expect(await refusal('ordering.sellVoucher', { ...sale, amount: eur(0) })).toBe('shared/out-of-range');
    const like = { orderId: newId(), code: '4111111111111111', amount: eur(100), payments: [cash(100)] };
    expect(await refusal('ordering.sellVoucher', like)).toBe('payment/voucher-like-card');
  });

  it('never holds more than one amount of money can be', async () => {
    const most = 1_000_000_000_000;
    await issue(most, 'GIFT1234');
    const more = { orderId: newId(), amount: eur(1), code: 'GIFT1234', payments: [cash(1)] };
    expect(await refusal('ordering.sellVoucher', more)).toBe('shared/out-of-range');
    expect(await balanceOf('GIFT1234')).toBe(most);
  });

  it('holds nothing before its card is charged; what is due then is the amount that nobody paid', async () => {
    await terminal('decline');
    const order = await call('ordering.sellVoucher', {
      orderId: newId(),
      code: 'GIFT1234',
      amount: eur(5000),
      payments: [cash(2000), card(3000)],
    });
    expect(order).toMatchObject({ status: 'StockConfirmed', due: eur(3000) });
    expect(await balanceOf('GIFT1234')).toBe(0);
    const waiting = order.payments.find(({ method }) => method === 'voucher')!;
    expect(await call('payment.lookUpPayment', { paymentId: waiting.id })).toMatchObject({ status: 'Pending' });
    await pay(order, cash(3000));
    expect(await read(order)).toMatchObject({ status: 'Paid', due: eur(0), asked: eur(5000) });
    expect((await call('ordering.getOrders', {})).items[0]).toMatchObject({ total: eur(0), asked: eur(5000) });
    expect(await balanceOf('GIFT1234')).toBe(5000);
  });

  it('is redeemed on this register’s own word up to the owner’s bound, which a refund frees again', async () => {
    const code = await issue(10_000);
    await setRules({ voucherLimit: eur(3000) });
    expect(await call('payment.getVoucher', { code })).toMatchObject({ balance: eur(10_000), redeemable: eur(3000) });
    const order = await sell(2000, voucher(code, 2000));
    expect((await call('payment.getVoucher', { code })).redeemable).toEqual(eur(1000));
    expect(await refused(2000, voucher(code, 1001), cash(2000))).toBe('payment/voucher-limit');
    await call('ordering.cancelOrder', { orderId: order.id, reason: 'x' });
    expect(await call('payment.getVoucher', { code })).toMatchObject({ balance: eur(10_000), redeemable: eur(3000) });
  });

  it('that was spent is not taken back with its sale', async () => {
    const sold = await call('ordering.sellVoucher', {
      orderId: newId(),
      code: 'GIFT1234',
      amount: eur(2000),
      payments: [cash(2000)],
    });
    const spent = await sell(500, voucher('GIFT1234', 500));
    expect(await refusal('ordering.cancelOrder', { orderId: sold.id, reason: 'x' })).toBe('payment/voucher-balance');
    await call('ordering.cancelOrder', { orderId: spent.id, reason: 'x' });
    expect(await call('ordering.cancelOrder', { orderId: sold.id, reason: 'x' })).toMatchObject({ status: 'Cancelled' });
    expect(await balanceOf('GIFT1234')).toBe(0);
  });
});

describe('an account', () => {
  const charge = async (buyerId: string, total: number) =>
    call('basket.checkout', await ready(total, [onAccount(total)], buyerId));

  it('is charged within its limit, for a customer alone', async () => {
    const buyerId = await customer(5000);
    await charge(buyerId, 3000);
    expect(await call('buyers.getAccount', { buyerId })).toEqual({ limit: eur(5000), owed: eur(3000) });
    expect(await refusal('basket.checkout', await ready(2001, [onAccount(2001)], buyerId))).toBe('payment/account-limit');
    expect(await refused(100, onAccount(100))).toBe('payment/no-account');
    expect(await owedBy(buyerId)).toBe(3000);
    const stranger = { buyerId: newId() };
    expect(await refusal('buyers.getAccount', stranger)).toBe('buyers/buyer-not-found');
    expect(await refusal('buyers.getStatement', stranger)).toBe('buyers/buyer-not-found');
  });

  it('is settled once, tells it all in its statement, and keeps its customer from being erased until then', async () => {
    const buyerId = await customer(10_000);
    const first = await charge(buyerId, 3000);
    const second = await charge(buyerId, 2000);
    expect(await refusal('buyers.eraseBuyer', { buyerId })).toBe('buyers/owes-money');
    const tooMuch = { orderId: newId(), buyerId, amount: eur(5001), payments: [cash(5001)] };
    expect(await refusal('ordering.settleAccount', tooMuch)).toBe('payment/more-than-owed');
    const command = { orderId: newId(), buyerId, amount: eur(4000), payments: [card(1000), cash(5000)] };
    const settled = await call('ordering.settleAccount', command);
    expect(settled).toMatchObject({ status: 'Paid', total: eur(0), change: eur(2000), buyerId });
    expect(await call('ordering.settleAccount', command)).toEqual(settled);
    await call('ordering.cancelOrder', { orderId: second.id, reason: 'x' });

    const pages: OutputOf<'buyers.getStatement'>['items'][] = [];
    let cursor: string | null = null;
    do {
      const page: OutputOf<'buyers.getStatement'> = await call('buyers.getStatement', { buyerId, pageSize: 3, cursor });
      pages.push(page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(pages.map((page) => page.length)).toEqual([3, 1]);
    expect(
      pages.flat().map((entry) => [entry.receiptNumber, entry.amount.amount, entry.takenBack, entry.balance.amount]),
    ).toEqual([
      [second.receiptNumber, -2000, true, -1000],
      [settled.receiptNumber, -4000, false, 1000],
      [second.receiptNumber, 2000, false, 5000],
      [first.receiptNumber, 3000, false, 3000],
    ]);
    expect(await owedBy(buyerId)).toBe(-1000);
    await charge(buyerId, 1000);
    expect(await call('buyers.eraseBuyer', { buyerId })).toMatchObject({ buyerId });
    expect((await call('buyers.getStatement', { buyerId })).items).toHaveLength(5);
  });

  it('owes until the card that settles it has answered', async () => {
    const buyerId = await customer(5000);
    await charge(buyerId, 3000);
    await terminal('timeout');
    const settling = await call('ordering.settleAccount', {
      orderId: newId(),
      buyerId,
      amount: eur(3000),
      payments: [card(3000)],
    });
    expect(await owedBy(buyerId)).toBe(3000);
    await call('payment.lookUpPayment', { paymentId: settling.payments[0]!.id });
    expect((await read(settling)).status).toBe('Paid');
    expect(await owedBy(buyerId)).toBe(0);
  });
});

it('the rules of the tenders are the owner’s, and name each foreign currency once', async () => {
  const clerk = { id: newId(), name: 'Cid', lastName: '', email: 'cid@shop.example', password: 'battery staple', pin: '314159' };
  const session = new Session();
  session.signIn(await call('identity.registerUser', { ...clerk, role: 'manager' }));
  expect(await call('payment.getTenderRules', {}, session)).toEqual(RULES);
  const answer = await dispatch(session, 'payment.setTenderRules', RULES);
  expect(answer).toMatchObject({ ok: false, error: { code: 'shared/forbidden' } });
  for (const codes of [['EUR'], ['USD', 'USD']]) {
    const foreignCurrencies = codes.map((currency) => ({ currency, rateMicros: 1_000_000 }));
    expect(await refusal('payment.setTenderRules', { ...RULES, foreignCurrencies })).toBe('payment/own-currency-as-foreign');
  }
  await setRules({ tips: false });
  const { items } = await call('journal.getJournal', { kind: 'setting-change', pageSize: 1 });
  expect(items[0]?.data).toMatchObject({ setting: 'tenders', changes: [{ name: 'tips', from: true, to: false }] });
});
