import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { OrderView } from '../domain/contract/ordering.ts';
import type { PaymentMethod, Tender } from '../domain/contract/payment.ts';
import type { ShiftReport } from '../domain/contract/shifts.ts';
import { inspectTill } from '../scripts/proof/inspect-till.ts';
import type { Call } from '../scripts/proof/trade.ts';
import { expect, type Till, test } from './fixtures.ts';
import { addClerk, switchTo } from './ring-up.ts';
import { ask, openDemoShop } from './shop.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const newId = (): string => crypto.randomUUID();
/** Cash is rounded to 0.05 here. */
const inCoins = (cents: number): number => Math.round(cents / 5) * 5;
const SALES = 50;
const FLOAT = 10_000;
/** What the clerk counts too little. */
const MISSING = 30;

/** What a basket comes to by the worked cases of the pricing rule, which any implementation can run. */
interface Worked {
  readonly name: string;
  readonly expected: { readonly totals: { readonly net: number; readonly tax: number; readonly total: number } };
}
const WORKED = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../domain/pricing/vectors/17-trading-day.json'), 'utf8')) as {
    readonly cases: readonly Worked[];
  }
).cases;

/** What the day came to, kept with pencil and paper: from the price tags, and from what went over the counter. */
class Paper {
  drawer = FLOAT;
  gross = 0;
  rounding = 0;
  receipts = 0;
  readonly paid: Partial<Record<PaymentMethod, number>> = {};
  readonly voided: string[] = [];
  /** The same by the worked cases. */
  readonly worked = { net: 0, tax: 0, gross: 0 };

  /** @param times less than nothing for what came back or was voided: the mirror of its sale */
  rings(basket: string, times: number): void {
    const found = WORKED.find(({ name }) => name === basket);
    if (!found) throw new Error(`${basket} is not among the worked cases`);
    const { net, tax, total } = found.expected.totals;
    this.worked.net += times * net;
    this.worked.tax += times * tax;
    this.worked.gross += times * total;
  }

  takes(method: PaymentMethod, cents: number): void {
    this.paid[method] = (this.paid[method] ?? 0) + cents;
  }

  takesCash(cents: number, isLast = true): void {
    const coins = isLast ? inCoins(cents) : cents;
    this.drawer += coins;
    this.rounding += coins - cents;
    this.takes('cash', cents);
  }
}

const cash = (amount: number): Tender => ({ id: newId(), method: 'cash', tendered: eur(amount) });
const card = (amount: number): Tender => ({ id: newId(), method: 'card', amount: eur(amount) });

/** Fifty sales, ten of a kind after the other, each by the price tag. */
class Day {
  readonly #call: Call;
  readonly #items: ReadonlyMap<string, { readonly id: string; readonly price: number }>;
  readonly paper = new Paper();
  readonly orders: OrderView[] = [];

  constructor(call: Call, items: ReadonlyMap<string, { readonly id: string; readonly price: number }>) {
    this.#call = call;
    this.#items = items;
  }

  async sell(at: number): Promise<void> {
    const round = Math.floor(at / 10);
    switch (at % 10) {
      case 0: {
        const total = await this.#ring('Apples 1 kg', 1 + round);
        this.paper.takesCash(total);
        return this.#pay(total, [cash(inCoins(total) + 500)]);
      }
      case 1: {
        const total = await this.#ring('Olive oil 0.5 l', 1 + round);
        this.paper.takes('card', total);
        return this.#pay(total, [card(total)]);
      }
      case 2: {
        const total = await this.#ring('Butter croissant', 3 + round);
        const half = Math.floor(total / 10) * 5;
        this.paper.takesCash(half, false);
        this.paper.takes('card', total - half);
        return this.#pay(total, [cash(half), card(total - half)]);
      }
      case 3: {
        const total = (await this.#ring('Cinnamon bun', 2)) - 37;
        await this.#call('basket.setDiscount', { discount: { amount: eur(37) }, reason: 'from yesterday' });
        this.paper.takesCash(total);
        return this.#pay(total, [cash(2000)]);
      }
      case 4: {
        // Ten units, so that a tenth of the line is the price of one.
        const total = ((await this.#ring('Dish soap 500 ml', 10)) / 10) * 9;
        const itemId = this.#item('Dish soap 500 ml').id;
        await this.#call('basket.setLineDiscount', { itemId, discount: { percentPpm: 100_000 }, reason: 'a whole box' });
        this.paper.takes('card', total);
        return this.#pay(total, [card(total)]);
      }
      case 5: {
        // 3 for 2: of seven, two are free.
        const total = ((await this.#ring('Cucumber', 7)) / 7) * 5;
        this.paper.takesCash(total);
        return this.#pay(total, [cash(inCoins(total))]);
      }
      case 6: {
        const total = await this.#ring('Whole milk 1 l', 2);
        const parked = await this.#call('basket.parkBasket', { name: `Coat ${round}` });
        const basketId = parked.find(({ name }) => name === `Coat ${round}`)?.id ?? '';
        await this.#call('basket.takeUpBasket', { basketId });
        this.paper.takes('external-card', total);
        return this.#pay(total, [{ id: newId(), method: 'external-card', amount: eur(total), approvalCode: `S${at}` }]);
      }
      case 7:
        return this.#exchange();
      case 8:
        return round < 2 ? this.#declined() : this.#voided();
      default:
        return round < 1 ? this.#unknown() : this.#foreign();
    }
  }

  /** Milk comes back, rolls go. */
  async #exchange(): Promise<void> {
    const milk = this.#item('Whole milk 1 l').price;
    const sold = await this.#ring('Whole milk 1 l', 1);
    this.paper.takes('card', sold);
    await this.#pay(sold, [card(sold)]);
    const receiptNumber = this.orders.at(-1)?.receiptNumber ?? '';
    const rolls = await this.#ring('Seeded roll', 4);
    const { lines } = await this.#call('returns.getReturnable', { receiptNumber });
    const from = { kind: 'receipt' as const, receiptNumber, itemId: lines[0]?.itemId ?? '' };
    await this.#call('basket.addReturn', { from, units: 1, reason: 'Turned', disposition: 'write-off' });
    this.paper.rings('1 × Whole milk 1 l', -1);
    const total = rolls - milk;
    this.paper.takesCash(total);
    await this.#pay(total, [cash(inCoins(total))]);
  }

  async #declined(): Promise<void> {
    await this.#call('payment.setTerminalBehaviour', { behaviour: 'decline' });
    const total = await this.#ring('Earl Grey, 20 bags', 1);
    await this.#pay(total, [card(total)], 'StockConfirmed');
    await this.#call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    const orderId = this.orders.at(-1)?.id ?? '';
    this.paper.takesCash(total);
    await this.#call('payment.processPayment', { orderId, payment: cash(inCoins(total)) });
  }

  async #unknown(): Promise<void> {
    await this.#call('payment.setTerminalBehaviour', { behaviour: 'timeout' });
    const total = await this.#ring('Espresso beans 500 g', 1);
    await this.#pay(total, [card(total)], 'StockConfirmed');
    await this.#call('payment.setTerminalBehaviour', { behaviour: 'approve' });
    const payment = this.orders.at(-1)?.payments[0];
    expect(payment?.status).toBe('Unknown');
    this.paper.takes('card', total);
    await this.#call('payment.resolvePayment', { paymentId: payment?.id ?? '', outcome: 'Confirmed' });
  }

  async #voided(): Promise<void> {
    const total = await this.#ring('Basmati rice 1 kg', 2);
    await this.#pay(total, [cash(inCoins(total))]);
    const { id: orderId, receiptNumber } = this.orders.at(-1) ?? { id: '', receiptNumber: '' };
    // The customer has the receipt in hand by then.
    await expect.poll(() => this.#call('printing.getPrintJobs', {})).toEqual([]);
    await this.#call('ordering.cancelOrder', { orderId, reason: 'Rung up twice' });
    this.paper.gross -= total;
    this.paper.rings('2 × Basmati rice 1 kg', -1);
    this.paper.voided.push(receiptNumber);
  }

  /** Ten francs at 1.05; the change is in euros, and rounded. */
  async #foreign(): Promise<void> {
    const total = await this.#ring('Dark chocolate 70 %', 1);
    const coins = inCoins(total);
    this.paper.takes('foreign-cash', total);
    this.paper.rounding += coins - total;
    this.paper.drawer -= 1050 - coins;
    await this.#pay(total, [{ id: newId(), method: 'foreign-cash', tendered: { amount: 1000, currency: 'CHF' } }]);
  }

  #item(name: string) {
    const item = this.#items.get(name);
    if (!item) throw new Error(`no ${name} in the demo shop`);
    return item;
  }

  /** Puts goods into an empty basket. @returns what the price tags say */
  async #ring(name: string, quantity: number): Promise<number> {
    const { id: itemId, price } = this.#item(name);
    this.paper.rings(`${quantity} × ${name}`, 1);
    await this.#call('basket.updateBasket', { lines: [{ itemId, quantity }] });
    return price * quantity;
  }

  async #pay(total: number, payments: Tender[], status: OrderView['status'] = 'Paid'): Promise<void> {
    // Refused where the till comes to another total.
    const order = await this.#call('basket.checkout', { orderId: newId(), total: eur(total), payments });
    expect(order.status).toBe(status);
    this.orders.push(order);
    this.paper.receipts += 1;
    this.paper.gross += total;
  }
}

/** The same sums from the rows of the file alone: no query, no rule and no function of the app. */
const fromRows = (file: string) => {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const number = (sql: string): number => Number(sqlite.prepare(sql).pluck().get());
    const lines = sqlite
      .prepare<[], { total: number; tax: number; net: number }>(
        "SELECT item.total, item.tax, item.net FROM order_item AS item JOIN orders ON number = order_number WHERE status <> 'Cancelled'",
      )
      .all();
    const of = (pick: (line: { total: number; tax: number; net: number }) => number): number =>
      lines.reduce((all, line) => all + pick(line), 0);
    return {
      gross: of(({ total }) => total),
      net: of(({ net }) => net),
      tax: of(({ tax }) => tax),
      // Nineteen in a hundred and nineteen of each line, half a cent up, away from zero.
      taxByHand: of(({ total }) => Math.sign(total) * Math.floor((Math.abs(total) * 19 * 2 + 119) / (2 * 119))),
      receipts: number('SELECT count(*) FROM orders'),
      paid: Object.fromEntries(
        sqlite
          .prepare<[], [string, number]>(
            "SELECT method, sum(amount) FROM payment WHERE status = 'Confirmed' GROUP BY method HAVING sum(amount) <> 0",
          )
          .raw()
          .all(),
      ),
      rounding: number("SELECT sum(rounding) FROM payment WHERE status = 'Confirmed'"),
      drawer:
        number("SELECT sum(amount) FROM cash_movement WHERE currency = 'EUR'") +
        number("SELECT sum(tendered - change) FROM payment WHERE status = 'Confirmed' AND method = 'cash'") -
        number("SELECT sum(change) FROM payment WHERE status = 'Confirmed' AND method = 'foreign-cash'"),
    };
  } finally {
    sqlite.close();
  }
};

const openShop = async (till: Till, call: Call): Promise<Day> => {
  await openDemoShop(till);
  await call('payment.setTenderRules', {
    methods: ['cash', 'foreign-cash', 'card', 'external-card', 'voucher'],
    tips: false,
    foreignCurrencies: [{ currency: 'CHF', rateMicros: 1_050_000 }],
    voucherLimit: null,
  });
  await call('pricing.setRules', {
    pricesIncludeTax: true,
    rounding: 'half-up',
    roundTaxPer: 'line',
    cashStep: 5,
    cashRounding: 'nearest',
  });
  const { items } = await call('catalog.getCatalogItems', { pageSize: 200 });
  for (const { id: itemId } of items) await call('catalog.receiveStock', { id: newId(), itemId, quantity: 200 });
  const cucumber = items.find(({ name }) => name === 'Cucumber')?.id ?? '';
  const target = { itemIds: [cucumber], typeIds: [], brandIds: [] };
  const rule = { kind: 'group-percent' as const, target, every: 3, cheapest: 1, percentPpm: 1_000_000 };
  await call('pricing.savePromotion', { id: newId(), name: '3 for 2', active: true, revision: 0, rule });
  await call('shifts.setCashRules', { blindCount: true });
  return new Day(call, new Map(items.map(({ id, name, price }) => [name, { id, price: price.amount }])));
};

test('a day of fifty sales: the Z, the rows, the worked cases, pencil and paper agree', async ({ till }, testInfo) => {
  test.setTimeout(240_000);
  const call = ((operation: string, input: unknown) => ask(till, operation, input)) as Call;
  const day = await openShop(till, call);
  const { paper, orders } = day;
  const clerk = await addClerk(till);
  const { page } = till;
  const folder = join(till.dataDir, 'pdf');
  mkdirSync(folder);
  await call('printing.savePrinter', {
    id: newId(),
    name: 'Folder',
    kind: 'pdf-folder',
    address: folder,
    paperWidth: 80,
    codePage: 'auto',
    autoPrint: true,
    opensDrawer: false,
  });

  await page.getByRole('link', { name: 'Shift', exact: true }).click();
  await expect(page.getByText('No shift is open')).toBeVisible();
  await page.keyboard.press('f');
  await page.getByLabel('Notes: €50.00').fill('2');
  await page.getByRole('button', { name: 'Open the shift' }).click();
  await expect(page.getByRole('heading', { name: 'Shift 1', exact: true })).toBeVisible();

  for (let at = 0; at < SALES; at++) await day.sell(at);
  await call('shifts.addMovement', { id: newId(), kind: 'paid-out', amount: eur(1250), reason: 'Window cleaner' });
  paper.drawer -= 1250;
  await expect.poll(() => call('printing.getPrintJobs', {}), { timeout: 60_000 }).toEqual([]);

  // The clerk counts what lies there, without knowing what should.
  await switchTo(till, clerk);
  await page.getByRole('link', { name: 'Shift', exact: true }).click();
  await expect(page.getByText('Counted blind')).toBeVisible();
  await page.getByRole('link', { name: 'Close shift' }).click();
  await page.getByLabel('Coins: €0.05').fill(String((paper.drawer - MISSING) / 5));
  const francs = page.getByLabel(/CHF/).last();
  await francs.fill('40');
  await page.getByRole('button', { name: 'Close the shift' }).click();
  await page.getByLabel('Reason for the difference').fill('A coin fell behind the shelf');
  await page.getByRole('button', { name: 'Close the shift' }).click();
  await expect(page.getByRole('region', { name: 'Z report' }).getByRole('img')).toHaveAttribute('alt', /Difference EUR\s+-0\.30/);

  const z: ShiftReport = await call('shifts.getZReport', { number: 1 });
  const file = join(till.dataDir, 'till.db');
  const rows = fromRows(file);
  const told = {
    gross: z.totals.gross.amount,
    receipts: z.receipts.count,
    rounding: z.rounding.amount,
    drawer: z.closing?.drawer.find(({ currency }) => currency === 'EUR')?.expected,
    paid: Object.fromEntries(
      z.payments
        .map(({ method, taken, givenBack }) => [method, taken.amount.amount - givenBack.amount.amount] as const)
        .filter(([, amount]) => amount !== 0),
    ),
  };
  const { gross, receipts, rounding, drawer, paid } = rows;
  expect(told).toEqual({ gross, receipts, rounding, drawer, paid });
  expect(told).toEqual({
    gross: paper.gross,
    receipts: paper.receipts,
    rounding: paper.rounding,
    drawer: paper.drawer,
    paid: paper.paid,
  });
  expect([z.totals.net.amount, z.totals.tax.amount, rows.tax]).toEqual([rows.net, rows.tax, rows.taxByHand]);
  const { net, tax } = z.totals;
  expect({ net: net.amount, tax: tax.amount, gross: told.gross }).toEqual(paper.worked);
  expect(z.voids.map(({ receiptNumber }) => receiptNumber)).toEqual(paper.voided);
  expect(z.closing?.drawer.find(({ currency }) => currency === 'EUR')?.variance).toBe(-MISSING);
  expect(z.unresolved).toMatchObject({ payments: 0, openOrders: 0, stoppedPrints: 0 });

  // Every receipt, as it was printed: whole, with its own number and nothing that a font lacks; all on one sheet, to be looked at.
  const pictures: string[] = [];
  for (const { id: orderId, receiptNumber } of orders.filter((order) => !paper.voided.includes(order.receiptNumber))) {
    const picture = await call('printing.getReceiptPreview', { orderId, variant: 'receipt' });
    expect(picture.text).toContain(receiptNumber);
    expect(picture.missing).toBe('');
    pictures.push(picture.svg);
  }
  const printed = readdirSync(folder);
  expect(printed).toHaveLength(paper.receipts);
  expect(orders.filter(({ receiptNumber }) => !printed.some((name) => name.includes(receiptNumber)))).toEqual([]);
  const sheet = process.env['TILLWRIGHT_SHOTS'] ?? testInfo.outputDir;
  mkdirSync(sheet, { recursive: true });
  writeFileSync(join(sheet, 'receipts.html'), `<body style="display:flex;flex-wrap:wrap;gap:20px">${pictures.join('\n')}</body>`);
  await till.restart();
  expect(inspectTill(file)).toEqual([]);
});
