import { createHash } from 'node:crypto';
import { constants, copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteJournal } from '../db/journal.ts';
import { MIGRATIONS } from '../db/migrations/index.ts';
import { openDatabase, type Sqlite } from '../db/open.ts';
import { barcodeWords } from '../db/repositories/search-words.ts';
import { textKey } from '../domain/catalog/text-key.ts';
import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import { priceBasket } from '../domain/pricing/price-basket.ts';
import { systemClock } from '../domain/shared/clock.ts';
import { createApp, DATABASE_FILE, type TillApp } from '../electron/app.ts';
import { Session } from '../electron/sessions.ts';

/** Bumped when the generated shop changes. */
const GENERATION = 5;
export const ITEMS = 100_000;
const TYPES = 40;
const BRANDS = 500;
const LINES = 3;
/** Sales of one shift: the last shift is open, whatever came before is closed. */
export const SALES_A_SHIFT = 1000;
const TAX = { ratePpm: 190_000, included: true };
const RULE = {
  currency: 'EUR',
  pricesIncludeTax: TAX.included,
  rounding: 'half-up',
  roundTaxPer: 'line',
  discount: null,
  promotions: [],
  moment: { day: '2026-01-01', weekday: 4, minute: 600 },
  buyerGroupId: null,
  taxExempt: false,
} as const;

export const OWNER = {
  id: '01900000-0000-7000-8000-000000000001',
  name: 'Bench',
  lastName: 'Owner',
  email: 'bench@shop.example',
  password: 'only for measuring',
  pin: '402817',
};

const CACHE = process.env['TILLWRIGHT_BENCH_CACHE'] ?? join(homedir(), '.cache/tillwright-bench');

const QUALITIES =
  `Organic Roasted Crème Smoked Fresh Classic Wild Sparkling Dark Sea Golden Spicy Mild Whole Light Extra Virgin Raw Salted
Unsalted Sweet Sour Baked Fried Frozen Dried Ground Sliced Mini Giant Vegan Natural Premium Fine Soft Crispy Creamy Tender Ripe Aged`.split(
    /\s+/,
  );
const GOODS =
  `Almonds Brûlée Salsa Tea Coffee Crackers Yogurt Pasta Juice Chocolate Soap Candles Honey Bread Butter Cheese Rice Beans Lentils Olives
Pickles Mustard Ketchup Vinegar Oil Sugar Flour Oats Muesli Jam Marmalade Biscuits Waffles Pancakes Noodles Soup Broth Sauce Pesto Hummus
Tofu Tempeh Sausages Ham Salami Tuna Salmon Shrimp Apples Pears Plums Cherries Berries Nuts Raisins Figs Dates Popcorn Chips Nachos`.split(
    /\s+/,
  );
const SIZES = ['100 g', '250 g', '500 g', '1 kg', '330 ml', '75 cl', '12 pack', 'family size'];
const SYLLABLES = ['ba', 'lo', 'ri', 'ven', 'ta', 'mar', 'ko', 'sel', 'ni', 'dor', 'fa', 'pel', 'zu', 'gan', 'mi', 'tor'];

/** A made-up proper name: of varieties and brands no word is shared by all. */
const properName = (index: number): string => {
  const letters = [index % 16, Math.floor(index / 16) % 16, Math.floor(index / 256) % 16]
    .map((at) => SYLLABLES[at] ?? '')
    .join('');
  return letters.charAt(0).toUpperCase() + letters.slice(1);
};

const pick = <T>(list: readonly T[], at: number): T => list[at % list.length] as T;

/** An EAN-13 of item `index`, check digit included. */
export const codeOf = (index: number): string => {
  const digits = String(400_000_000_000 + index * 7);
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
};
export const nameOf = (index: number): string =>
  `${pick(QUALITIES, index)} ${pick(GOODS, Math.floor(index / 40))} ${properName((index * 31) % 4096)}, ${pick(SIZES, index * 3)}`;
export const typeOf = (index: number): string => `${pick(GOODS, index % TYPES)} & ${pick(GOODS, (index % TYPES) + 17)}`;
export const brandOf = (index: number): string =>
  `${properName((index % BRANDS) + 2000)} ${(index % BRANDS) % 3 === 0 ? '& Co' : 'Foods'}`;
export const priceOf = (index: number): number => 50 + ((index * 37) % 4000);
/** The id of a generated row: a kind and a number in a UUID's shape. */
const idOf = (kind: number, index: number): string => `01900000-000${kind}-7000-8000-${String(index).padStart(12, '0')}`;
export const itemIdOf = (index: number): string => idOf(1, index);

/**
 * A folder with a shop of so many orders, a copy of the cached one.
 * @param items 0 for an empty catalogue
 */
export const shopFolder = async (orders: number, items: number = ITEMS): Promise<string> => {
  const cached = await cachedFile(orders, items);
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-bench-'));
  copyFileSync(cached, join(folder, DATABASE_FILE), constants.COPYFILE_FICLONE);
  return folder;
};

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });

const cachedFile = async (orders: number, items: number): Promise<string> => {
  const version = createHash('sha256')
    .update(`${MIGRATIONS.map(({ sql }) => sql).join('')}${GENERATION}`)
    .digest('hex')
    .slice(0, 12);
  const file = join(CACHE, `shop-${version}-${items}-items-${orders}-orders.db`);
  if (existsSync(file)) return file;
  mkdirSync(CACHE, { recursive: true });
  for (const name of readdirSync(CACHE)) if (!name.includes(version)) rmSync(join(CACHE, name), { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'making-'));
  console.error(`Making a shop of ${items} items and ${orders} orders, once …`);
  await foundShop(folder);
  const sqlite = openDatabase(join(folder, DATABASE_FILE), { synchronous: 'OFF' });
  writeItems(sqlite, items);
  writeOrders(sqlite, orders);
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
  renameSync(join(folder, DATABASE_FILE), file);
  removeFolder(folder);
  return file;
};

/** The app's own way to the first owner, so that the file is the app's in everything but its bulk. */
const foundShop = async (folder: string): Promise<void> => {
  const till = await openTill(folder, false);
  const shop = { name: 'Bench', currency: 'EUR', taxRatePpm: TAX.ratePpm, pricesIncludeTax: TAX.included };
  await till.call('identity.setUpShop', { shop, owner: OWNER });
  await till.close();
};

const writeItems = (sqlite: Sqlite, items: number): void => {
  const type = sqlite.prepare('INSERT INTO catalog_type (id, type, type_key) VALUES (?, ?, ?)');
  const brand = sqlite.prepare('INSERT INTO catalog_brand (id, brand, brand_key) VALUES (?, ?, ?)');
  const insert = itemInserter(sqlite);
  sqlite.transaction(() => {
    if (items === 0) return;
    for (let index = 0; index < TYPES; index += 1) type.run(idOf(2, index), typeOf(index), textKey(typeOf(index)));
    for (let index = 0; index < BRANDS; index += 1) brand.run(idOf(3, index), brandOf(index), textKey(brandOf(index)));
    for (let index = 0; index < items; index += 1) insert(index, idOf(2, index % TYPES), idOf(3, index % BRANDS));
  })();
};

/** The bare prepared inserts of one item: the floor of an import, too. */
export const itemInserter = (sqlite: Sqlite) => {
  const item = sqlite.prepare(
    `INSERT INTO catalog_item (id, name, name_key, description, price, currency, catalog_type_id, catalog_brand_id, available_stock,
       restock_threshold, max_stock_threshold) VALUES (?, ?, ?, '', ?, 'EUR', ?, ?, 100000, 5, 0)`,
  );
  const barcode = sqlite.prepare(
    "INSERT INTO catalog_barcode (code, item_id, position, kind, check_digit_ok) VALUES (?, ?, 0, 'ean13', 1)",
  );
  const words = sqlite.prepare('INSERT INTO catalog_search (rowid, name, brand, type, barcodes) VALUES (?, ?, ?, ?, ?)');
  const movement = sqlite.prepare(
    `INSERT INTO stock_movement (id, item_id, kind, quantity, level_after, note, order_id, user_name, at)
     VALUES (?, ?, 'opening', 100000, 100000, '', NULL, 'Bench Owner', 1700000000000)`,
  );
  return (index: number, typeId: string, brandId: string): void => {
    const id = itemIdOf(index);
    const name = nameOf(index);
    const { lastInsertRowid } = item.run(id, name, textKey(name), priceOf(index), typeId, brandId);
    barcode.run(codeOf(index), id);
    words.run(lastInsertRowid, name, brandOf(index), typeOf(index), barcodeWords([codeOf(index)]));
    movement.run(idOf(4, index), id);
  };
};

const writeOrders = (sqlite: Sqlite, orders: number): void => {
  const order = sqlite.prepare(
    `INSERT INTO orders (number, id, register_code, status, order_date, day, user_id, user_name, currency, units, subtotal, discount,
       discount_reason, relief, net, tax, tax_included, total, shift_number)
     VALUES (?, ?, 'R1', 'Paid', ?, ?, ?, 'Bench Owner', 'EUR', ?, ?, 0, '', 0, ?, ?, 1, ?, ?)`,
  );
  const line = sqlite.prepare(
    `INSERT INTO order_item (order_number, position, id, product_id, product_name, unit_price, units, subtotal, line_discount,
       basket_discount, discount, discount_reason, relief, net, tax, total)
     VALUES (?, ?, ?, ?, ?, ?, 1, ?, 0, 0, 0, '', 0, ?, ?, ?)`,
  );
  const lineTax = sqlite.prepare(
    "INSERT INTO order_item_tax (order_number, position, tax_id, name, rate_ppm, net, tax) VALUES (?, ?, ?, 'Tax', ?, ?, ?)",
  );
  const taxId = sqlite.prepare<[], string>('SELECT id FROM tax').pluck().get() ?? '';
  const payment = sqlite.prepare(
    `INSERT INTO payment (id, order_number, method, status, currency, amount, tendered, change, at, shift_number)
     VALUES (?, ?, 'cash', 'Confirmed', 'EUR', ?, ?, 0, ?, ?)`,
  );
  const level = sqlite
    .prepare('UPDATE catalog_item SET available_stock = available_stock - 1 WHERE id = ? RETURNING available_stock')
    .pluck();
  const movement = sqlite.prepare(
    `INSERT INTO stock_movement (id, item_id, kind, quantity, level_after, note, order_id, user_name, at)
     VALUES (?, ?, 'sale', -1, ?, '', ?, 'Bench Owner', ?)`,
  );
  const outbox = sqlite.prepare(
    `INSERT INTO outbox (sequence, id, type, partition_key, time, recorded_at, data)
     VALUES (?, ?, 'app.tillwright.ordering.order-paid.v1', ?, ?, ?, ?)`,
  );
  const command = sqlite.prepare(
    `INSERT INTO command (id, operation, body_hash, at) VALUES (?, 'basket.checkout', randomblob(32), ?)`,
  );
  const journal = createSqliteJournal(sqlite, systemClock);
  const closeShift = sqlite.prepare(
    'UPDATE shift SET closed_at = opened_at, closed_by_id = opened_by_id, closed_by_name = opened_by_name WHERE number = ?',
  );
  // What the reports of long ago say is read by nobody here.
  const report = sqlite.prepare(
    "INSERT INTO z_report (shift_number, id, at, report, journal_sequence, journal_hash) VALUES (?, ?, ?, '{}', 1, printf('%064d', 0))",
  );
  const shift = sqlite.prepare(
    "INSERT INTO shift (number, opened_at, day, opened_by_id, opened_by_name, journal_before) VALUES (?, ?, ?, ?, 'Bench Owner', ?)",
  );
  const openShift = (number: number, at: number, day: string): void => {
    if (number > 1) {
      closeShift.run(number - 1);
      report.run(number - 1, idOf(0, number - 1), at);
    }
    shift.run(number, at, day, OWNER.id, journal.head()?.sequence ?? 0);
  };
  // What founding the shop told comes before.
  const told = sqlite.prepare<[], number>('SELECT next_event_sequence - 1 FROM register').pluck().get() ?? 0;
  const writeOne = (number: number): void => {
    const id = idOf(5, number);
    const at = 1_700_000_000_000 + number * 60_000;
    const indexes = Array.from({ length: LINES }, (_, position) => (number * 7919 + position * 104_729) % ITEMS);
    const priced = priceBasket({
      ...RULE,
      lines: indexes.map((index, position) => ({
        key: String(position),
        itemId: itemIdOf(index),
        typeId: null,
        brandId: null,
        unitPrice: { amount: priceOf(index), currency: 'EUR' },
        units: 1,
        promotable: true,
        taxes: [{ taxId, name: 'Tax', ratePpm: TAX.ratePpm }],
        discount: null,
      })),
    });
    const { subtotal, net, tax, total } = priced.totals;
    const day = new Date(at).toISOString().slice(0, 10);
    const shiftNumber = Math.ceil(number / SALES_A_SHIFT);
    if (number % SALES_A_SHIFT === 1) openShift(shiftNumber, at, day);
    order.run(number, id, at, day, OWNER.id, LINES, subtotal.amount, net.amount, tax.amount, total.amount, shiftNumber);
    const items = indexes.map((index, position) => {
      const of = priced.lines[position];
      const amounts = [of?.net.amount ?? 0, of?.tax.amount ?? 0];
      line.run(
        number,
        position,
        idOf(6, number * LINES + position),
        itemIdOf(index),
        nameOf(index),
        priceOf(index),
        priceOf(index),
        ...amounts,
        of?.total.amount ?? 0,
      );
      lineTax.run(number, position, taxId, TAX.ratePpm, ...amounts);
      movement.run(idOf(7, number * LINES + position), itemIdOf(index), level.get(itemIdOf(index)), id, at);
      return {
        id: idOf(6, position),
        productId: itemIdOf(index),
        productName: nameOf(index),
        units: 1,
        tax: of?.tax,
        total: of?.total,
      };
    });
    payment.run(idOf(8, number), number, total.amount, total.amount, at, shiftNumber);
    const data = {
      id,
      number,
      receiptNumber: `R1-${String(number).padStart(6, '0')}`,
      status: 'Paid',
      orderItems: items,
      subtotal,
      tax,
      total,
    };
    outbox.run(told + number, idOf(9, number), id, at, at, JSON.stringify(data));
    const user = { id: OWNER.id, name: 'Bench Owner' };
    const payments = [{ method: 'cash' as const, amount: total }];
    journal.add({ kind: 'sale', user, data: { orderId: id, receiptNumber: data.receiptNumber, total, payments } });
    command.run(id, at);
  };
  for (let first = 1; first <= orders; first += 20_000) {
    sqlite.transaction(() => {
      for (let number = first; number < Math.min(orders + 1, first + 20_000); number += 1) writeOne(number);
    })();
  }
  sqlite.prepare('UPDATE register SET next_order_number = ?, next_event_sequence = ?').run(orders + 1, told + orders + 1);
};

/** The app in this process, its owner signed in. */
export interface OpenTill {
  readonly app: TillApp;
  call<N extends OperationName>(operation: N, input: RequestOf<N>): Promise<OutputOf<N>>;
  close(): Promise<void>;
}

export const openTill = async (folder: string, signIn = true): Promise<OpenTill> => {
  const app = await createApp({ dataDir: folder, version: 'bench' });
  const session = new Session();
  const call: OpenTill['call'] = async (operation, input) => {
    const answer = await app.dispatcher.dispatch(session, operation, input);
    if (!answer.ok) throw new Error(`${operation}: ${answer.error.code} ${answer.error.message}`);
    return answer.value as OutputOf<typeof operation>;
  };
  if (signIn) await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
  return { app, call, close: () => app.close() };
};
