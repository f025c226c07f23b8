import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { openDatabase, type Sqlite } from '../db/open.ts';
import { searchQuery } from '../db/repositories/search-words.ts';
import { newId } from '../domain/shared/ids.ts';
import { DATABASE_FILE } from '../electron/app.ts';
import { byTurns, type Figure, limitFigure, ratioFigure, spread, timed } from './measure.ts';
import {
  brandOf,
  codeOf,
  ITEMS,
  itemIdOf,
  nameOf,
  type OpenTill,
  OWNER,
  openTill,
  removeFolder,
  shopFolder,
} from './shop-file.ts';

const SALES = 300;
/** Until the engine has compiled what a till does all day; the floor is nearly all SQLite and needs none of it. */
const WARM_UP = 300;
const LINES = 3;

const randomItem = (round: number, position = 0): number => (round * 48_271 + position * 15_013 + 7) % ITEMS;

/** A cash sale of three lines; the basket is filled before the clock starts. */
const checkout = async (till: OpenTill, round: number): Promise<{ ms: number; orderId: string }> => {
  for (let position = 0; position < LINES; position += 1) {
    await till.call('basket.addItem', { itemId: itemIdOf(randomItem(round, position)) });
  }
  const { totals } = await till.call('basket.getBasket', {});
  const orderId = newId();
  const payments = [{ id: newId(), method: 'cash' as const, tendered: totals.total }];
  return { orderId, ms: await timed(() => till.call('basket.checkout', { orderId, total: totals.total, payments })) };
};

type Row = Record<string, unknown>;

/**
 * Hand-written better-sqlite3: the rows of one sale, as ours wrote them, in one transaction.
 * @param journalSoFar our journal as it is now: its next entries fit no other
 */
const bareCheckout = (sqlite: Sqlite, journalSoFar: readonly Row[]) => {
  const inserter = (table: string): ((row: Row) => void) => {
    const columns = sqlite
      .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${table}')`)
      .all()
      .map(({ name }) => name);
    const statement = sqlite.prepare(
      `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`,
    );
    return (row) => void statement.run(row);
  };
  const [order, line, tax, payment, movement, outbox, journal, command] = [
    'orders',
    'order_item',
    'order_item_tax',
    'payment',
    'stock_movement',
    'outbox',
    'journal',
    'command',
  ].map(inserter) as [Insert, Insert, Insert, Insert, Insert, Insert, Insert, Insert];
  const lastSequence = sqlite.prepare<[], number>('SELECT coalesce(max(sequence), 0) FROM journal').pluck().get() ?? 0;
  for (const row of journalSoFar) if (Number(row['sequence']) > lastSequence) journal(row);
  const level = sqlite.prepare('UPDATE catalog_item SET available_stock = :level_after WHERE id = :item_id');
  const counters = sqlite.prepare('UPDATE register SET next_order_number = ?, next_event_sequence = ?');
  const fill = sqlite.prepare(
    'INSERT INTO basket_item (basket_id, position, product_id, product_name, unit_price, quantity) VALUES (?, ?, ?, ?, ?, 1)',
  );
  const emptyBasket = sqlite.prepare('DELETE FROM basket_item WHERE basket_id = ?');
  const basketId = newId();
  sqlite.prepare('INSERT INTO basket (id, user_id) VALUES (?, ?) ON CONFLICT DO NOTHING').run(basketId, OWNER.id);
  const basket = sqlite.prepare<[], string>('SELECT id FROM basket').pluck().get() ?? basketId;
  const sell = sqlite.transaction((sale: Sale) => {
    order(sale.order);
    for (const row of sale.lines) line(row);
    for (const row of sale.taxes) tax(row);
    for (const row of sale.payments) payment(row);
    for (const row of sale.movements) {
      level.run(row);
      movement(row);
    }
    for (const row of sale.outbox) outbox(row);
    for (const row of sale.journal) journal(row);
    command(sale.command);
    counters.run(Number(sale.order['number']) + 1, Number(sale.outbox.at(-1)?.['sequence']) + 1);
    emptyBasket.run(basket);
  });
  return (sale: Sale): Promise<number> => {
    for (const [position, row] of sale.lines.entries()) {
      fill.run(basket, position, row['product_id'], row['product_name'], row['unit_price']);
    }
    return timed(() => sell.immediate(sale));
  };
};

type Insert = (row: Row) => void;

interface Sale {
  readonly order: Row;
  readonly lines: Row[];
  readonly taxes: Row[];
  readonly payments: Row[];
  readonly movements: Row[];
  readonly outbox: Row[];
  readonly journal: Row[];
  readonly command: Row;
}

/** What one sale wrote. */
const saleReader = (sqlite: Sqlite): ((orderId: string) => Sale) => {
  const all = (text: string): Database.Statement<unknown[], Row> => sqlite.prepare<unknown[], Row>(text);
  const order = all('SELECT * FROM orders WHERE id = ?');
  const lines = all('SELECT * FROM order_item WHERE order_number = ?');
  const taxes = all('SELECT * FROM order_item_tax WHERE order_number = ?');
  const payments = all('SELECT * FROM payment WHERE order_number = ?');
  const movements = all('SELECT * FROM stock_movement ORDER BY seq DESC LIMIT ?');
  const outbox = all('SELECT * FROM outbox ORDER BY sequence DESC LIMIT 1');
  const journal = all('SELECT * FROM journal ORDER BY sequence DESC LIMIT 1');
  const command = all('SELECT * FROM command WHERE id = ?');
  return (orderId) => {
    const found = order.get(orderId) ?? {};
    return {
      order: found,
      lines: lines.all(found['number']),
      taxes: taxes.all(found['number']),
      payments: payments.all(found['number']),
      movements: movements.all(LINES),
      outbox: outbox.all(),
      journal: journal.all(),
      command: command.get(orderId) ?? {},
    };
  };
};

/** Checkout beside hand-written SQL, and on a long history beside a short one. */
export const measureCheckout = async (orders: number): Promise<Figure[]> => {
  const [long, short, bare] = [await shopFolder(orders), await shopFolder(1000), await shopFolder(orders)];
  const [longTill, shortTill] = [await openTill(long), await openTill(short)];
  const [reader, writer] = [openDatabase(join(long, DATABASE_FILE), { readonly: true }), openDatabase(join(bare, DATABASE_FILE))];
  try {
    const readSale = saleReader(reader);
    const sellBare = bareCheckout(writer, reader.prepare<[], Row>('SELECT * FROM journal ORDER BY sequence').all());
    let last = '';
    const beside = await byTurns(
      SALES,
      WARM_UP,
      async (round) => {
        const { orderId, ms } = await checkout(longTill, round);
        last = orderId;
        return ms;
      },
      () => sellBare(readSale(last)),
    );
    const lengths = await byTurns(
      SALES,
      WARM_UP,
      async (round) => (await checkout(longTill, round)).ms,
      async (round) => (await checkout(shortTill, round)).ms,
    );
    const [ours, floor, longer, shorter] = [beside.ours, beside.floor, lengths.ours, lengths.floor].map(spread) as [
      Spread,
      Spread,
      Spread,
      Spread,
    ];
    const history = orders.toLocaleString('en');
    return [
      ratioFigure(`checkout, ${history} orders, median, beside hand-written SQL`, 'ms', ours.p50, floor.p50, 1.5),
      ratioFigure(`checkout, ${history} orders, p95, beside hand-written SQL`, 'ms', ours.p95, floor.p95, 1.5),
      ratioFigure(`checkout, median, ${history} orders beside 1,000`, 'ms', longer.p50, shorter.p50, 1.2),
    ];
  } finally {
    reader.close();
    writer.close();
    await longTill.close();
    await shortTill.close();
    for (const folder of [long, short, bare]) removeFolder(folder);
  }
};

type Spread = ReturnType<typeof spread>;

const SCANS = 600;

/** From a barcode to the basket with its new line, beside the bare statements. */
export const measureScan = async (orders: number): Promise<Figure[]> => {
  const [mine, bare] = [await shopFolder(orders), await shopFolder(orders)];
  const till = await openTill(mine);
  const sqlite = openDatabase(join(bare, DATABASE_FILE));
  try {
    const product = sqlite.prepare<[string], { id: string; name: string; price: number }>(
      `SELECT i.id, i.name, i.price FROM catalog_barcode b JOIN catalog_item i ON i.id = b.item_id WHERE b.code = ? AND i.archived = 0`,
    );
    sqlite.prepare('INSERT INTO basket (id, user_id) VALUES (?, ?)').run('basket', OWNER.id);
    const put = sqlite.prepare(
      `INSERT INTO basket_item (basket_id, position, product_id, product_name, unit_price, quantity)
       VALUES ('basket', (SELECT count(*) FROM basket_item WHERE basket_id = 'basket'), ?, ?, ?, 1)
       ON CONFLICT (basket_id, product_id) DO UPDATE SET quantity = quantity + 1`,
    );
    const lines = sqlite.prepare(
      `SELECT b.*, i.available_stock, i.archived FROM basket_item b JOIN catalog_item i ON i.id = b.product_id
       WHERE b.basket_id = 'basket' ORDER BY b.position`,
    );
    const scanBare = sqlite.transaction((code: string) => {
      const found = product.get(code);
      put.run(found?.id, found?.name, found?.price);
      return lines.all();
    });
    const empty = sqlite.prepare('DELETE FROM basket_item');
    const times = await byTurns(
      SCANS,
      WARM_UP,
      async (round) => {
        if (round % 10 === 0) await till.call('basket.deleteBasket', {});
        return timed(() => till.call('basket.addItem', { barcode: codeOf(randomItem(round)) }));
      },
      (round) => {
        if (round % 10 === 0) empty.run();
        return timed(() => scanBare.immediate(codeOf(randomItem(round))));
      },
    );
    const [ours, floor] = [spread(times.ours), spread(times.floor)];
    return [
      ratioFigure('barcode to basket line, median', 'ms', ours.p50, floor.p50, 2),
      ratioFigure('barcode to basket line, p95', 'ms', ours.p95, floor.p95, 2),
    ];
  } finally {
    sqlite.close();
    await till.close();
    removeFolder(mine);
    removeFolder(bare);
  }
};

/** What clerks type: beginnings, two words, parts of a code, accents left out. */
const searches = (): string[] =>
  Array.from({ length: 300 }, (_, round) => {
    const item = randomItem(round);
    const [quality = '', goods = '', variety = ''] = nameOf(item).split(/[ ,]+/);
    const ways = [
      variety.slice(0, 4),
      quality.slice(0, 3),
      `${goods} ${quality.slice(0, 2)}`,
      codeOf(item).slice(4, 10),
      `creme bru ${variety.slice(0, 2)}`,
      `${variety} ${goods} ${quality}`,
      `${brandOf(item).slice(0, 5)} ${goods.slice(0, 4)}`,
    ];
    return ways[round % ways.length] ?? '';
  });

/** Text search beside the bare FTS5 query of the same words and rows. */
export const measureSearch = async (orders: number): Promise<Figure[]> => {
  const folder = await shopFolder(orders);
  const till = await openTill(folder);
  const sqlite = openDatabase(join(folder, DATABASE_FILE), { readonly: true });
  try {
    const bare = sqlite.prepare(
      `SELECT i.*, t.type, b.brand, (SELECT json_group_array(code) FROM catalog_barcode WHERE item_id = i.id)
       FROM catalog_search s JOIN catalog_item i ON i.seq = s.rowid
       LEFT JOIN catalog_type t ON t.id = i.catalog_type_id LEFT JOIN catalog_brand b ON b.id = i.catalog_brand_id
       WHERE catalog_search MATCH ? ORDER BY s.rowid LIMIT 51`,
    );
    const texts = searches();
    const times = await byTurns(
      texts.length,
      WARM_UP,
      (round) => timed(() => till.call('catalog.getCatalogItems', { text: texts[round % texts.length] ?? '' })),
      (round) => timed(() => bare.all(searchQuery(texts[round % texts.length] ?? '') ?? '')),
    );
    const [ours, floor] = [spread(times.ours), spread(times.floor)];
    return [
      ratioFigure('text search of 100,000 items, p95', 'ms', ours.p95, floor.p95, 2),
      limitFigure('text search of 100,000 items, p95', 'ms', ours.p95, 20),
    ];
  } finally {
    sqlite.close();
    await till.close();
    removeFolder(folder);
  }
};
