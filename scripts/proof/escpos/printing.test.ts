import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, expect, it, vi } from 'vitest';
import type { RequestOf } from '../../../domain/contract/index.ts';
import type { PrinterView } from '../../../domain/contract/printing.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { Session } from '../../../electron/sessions.ts';
import { setUpTestTill } from '../../../electron/testing/test-till.ts';
import { interpret } from './interpreter.ts';
import { joined, readQr } from './pictures.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const till = setUpTestTill();
const { call, refusal, dataDir } = till;

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A printer on the network that does what `answer` makes of the bytes that came. */
const listen = async (answer: (socket: Socket, data: Buffer, all: Buffer) => void) => {
  let received = Buffer.alloc(0);
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      answer(socket, data, received);
    });
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `127.0.0.1:${(server.address() as AddressInfo).port}`, received: () => received };
};

const GOOD_PAPER = 0x12;
const NO_PAPER = 0x12 | 0x60;
const asks = (data: Buffer, ...bytes: number[]): boolean => data.includes(Buffer.from(bytes));
/** Tells its state as Epson's printers do. */
const epson = (socket: Socket, data: Buffer): void => {
  if (asks(data, 0x10, 4, 4) || asks(data, 0x10, 4, 2)) socket.write(Buffer.of(GOOD_PAPER));
  if (asks(data, 0x1d, 0x72, 1)) socket.write(Buffer.of(0));
};
/** What was printed, without the questions about the state. */
const printedBy = (received: Buffer, columns = 48) => {
  const end = received.indexOf(Buffer.of(0x1d, 0x56, 66, 0)) + 4;
  return interpret(received.subarray(received.indexOf(Buffer.of(0x1b, 0x40)), end), columns);
};

const addPrinter = async (fields: Partial<PrinterView>): Promise<PrinterView> =>
  call('printing.savePrinter', {
    id: newId(),
    name: 'Counter',
    kind: 'tcp',
    address: '127.0.0.1:9',
    paperWidth: 80,
    codePage: 'auto',
    autoPrint: true,
    opensDrawer: true,
    ...fields,
  });

const sell = async (method: 'cash' | 'card' = 'cash') => {
  const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Käse', price: eur(250), openingStock: 9 });
  await call('basket.addItem', { itemId: item.id });
  const payment: RequestOf<'basket.checkout'>['payments'][number] =
    method === 'cash' ? { id: newId(), method, tendered: eur(500) } : { id: newId(), method, amount: eur(250) };
  return call('basket.checkout', { orderId: newId(), total: eur(250), payments: [payment] });
};

const openJobs = () => call('printing.getPrintJobs', {});
const stoppedFor = async (failure: string, state = 'failed') => {
  await vi.waitFor(async () => expect(await openJobs()).toMatchObject([{ failure, state }]), { timeout: 10_000 });
  return (await openJobs())[0]!;
};
const through = () => vi.waitFor(async () => expect(await openJobs()).toEqual([]), { timeout: 10_000 });

it('prints the receipt of a cash sale with the drawer, a card sale without, and a second receipt as a copy', async () => {
  const printer = await listen(epson);
  await addPrinter({ address: printer.address });
  const order = await sell();
  await through();
  const printed = printedBy(printer.received());
  expect(printed.drawerPulses).toBe(1);
  expect(printed.lines.join('\n')).toContain('Käse');
  expect(printed.lines.join('\n')).toContain(order.receiptNumber);
  const before = printer.received().length;
  await call('printing.printReceipt', { id: newId(), orderId: order.id, variant: 'receipt' });
  await through();
  const copy = printedBy(printer.received().subarray(before));
  expect(copy.lines.map((line) => line.trim())).toContain('COPY');
  expect(copy.drawerPulses).toBe(0);
  const afterCopy = printer.received().length;
  await sell('card');
  await through();
  expect(printedBy(printer.received().subarray(afterCopy)).drawerPulses).toBe(0);
});

it.each([80, 58] as const)(
  'prints codes of a long receipt on %i mm that a reader reads, signed and whole',
  async (paperWidth) => {
    const items = await Promise.all(
      Array.from({ length: 19 }, (_, at) =>
        call('catalog.createCatalogItem', { id: newId(), name: `Thing ${at}`, price: eur(1000 + at), openingStock: 1 }),
      ),
    );
    for (const { id: itemId } of items) await call('basket.addItem', { itemId });
    const { total } = (await call('basket.getBasket', {})).totals;
    const printer = await listen(epson);
    await addPrinter({ address: printer.address, paperWidth });
    const payments = [{ id: newId(), method: 'cash' as const, tendered: total }];
    const order = await call('basket.checkout', { orderId: newId(), total, payments });
    await through();
    const { codes } = await call('returns.getReceiptCodes', { orderId: order.id });
    const read = joined(printedBy(printer.received(), paperWidth === 58 ? 32 : 48)).map(readQr);
    expect(read).toEqual(codes);
    expect(codes).toHaveLength(3);
  },
);
it('opens the drawer when cash or foreign cash moves, and for no other tender, given back or not', async () => {
  const printer = await listen(epson);
  await call('payment.setTenderRules', {
    methods: ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'],
    tips: false,
    foreignCurrencies: [{ currency: 'USD', rateMicros: 900_000 }],
    voucherLimit: null,
  });
  const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 99 });
  const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Nell' });
  const terms = { buyerId: buyer.id, revision: 1, groupId: null, taxExemption: null, accountLimit: 5000 };
  await call('buyers.setBuyerTerms', terms);
  await call('ordering.sellVoucher', {
    orderId: newId(),
    code: 'GIFT1234',
    amount: eur(1000),
    payments: [{ id: newId(), method: 'card', amount: eur(1000) }],
  });
  await addPrinter({ address: printer.address });
  const pulses = async (work: () => Promise<unknown>): Promise<number> => {
    const before = printer.received().length;
    await work();
    await through();
    const sent = printer.received().subarray(before);
    return [...Array(sent.length).keys()].filter((at) => sent.subarray(at, at + 2).equals(Buffer.of(0x1b, 0x70))).length;
  };
  const pay = async (...payments: RequestOf<'basket.checkout'>['payments']) => {
    await call('basket.addItem', { itemId: item.id });
    await call('basket.setBuyer', { buyerId: buyer.id });
    return call('basket.checkout', { orderId: newId(), total: eur(250), payments });
  };
  const voucher = { id: newId(), method: 'voucher' as const, code: 'GIFT1234', amount: eur(150) };
  const cash = { id: newId(), method: 'cash' as const, tendered: eur(100) };
  expect(await pulses(() => pay({ id: newId(), method: 'card', amount: eur(250) }))).toBe(0);
  expect(await pulses(() => pay({ id: newId(), method: 'external-card', amount: eur(250), approvalCode: '7' }))).toBe(0);
  expect(await pulses(() => pay({ id: newId(), method: 'account', amount: eur(250) }))).toBe(0);
  expect(await pulses(() => pay({ ...voucher, id: newId(), amount: eur(250) }))).toBe(0);
  const dollars = { amount: 500, currency: 'USD' };
  expect(await pulses(() => pay({ id: newId(), method: 'foreign-cash', tendered: dollars }))).toBe(1);
  let mixed = '';
  expect(await pulses(async () => ({ id: mixed } = await pay(voucher, cash)))).toBe(1);
  expect(await pulses(() => call('ordering.cancelOrder', { orderId: mixed, reason: 'x' }))).toBe(1);
  const credit = {
    orderId: newId(),
    buyerId: buyer.id,
    amount: eur(250),
    payments: [{ ...cash, id: newId(), tendered: eur(250) }],
  };
  expect(await pulses(() => call('ordering.settleAccount', credit))).toBe(1);
  // An order that stays open: the drawer opens with each coin that moves, and not for the card that ends it.
  await call('payment.setTerminalBehaviour', { behaviour: 'decline' });
  let open = '';
  expect(await pulses(async () => ({ id: open } = await pay({ id: newId(), method: 'card', amount: eur(250) })))).toBe(0);
  await call('payment.setTerminalBehaviour', { behaviour: 'approve' });
  const part = { ...cash, id: newId() };
  expect(await pulses(() => call('payment.processPayment', { orderId: open, payment: part }))).toBe(1);
  expect(await pulses(() => call('payment.cancelPayment', { id: newId(), paymentId: part.id }))).toBe(1);
  const rest = { id: newId(), method: 'card' as const, amount: eur(250) };
  expect(await pulses(() => call('payment.processPayment', { orderId: open, payment: rest }))).toBe(0);
  expect(await call('ordering.getOrderById', { orderId: open })).toMatchObject({ status: 'Paid' });
});

it('prints the whole code of a voucher that was sold, with what is on it, and of one that pays its end', async () => {
  const printer = await listen(epson);
  const sold = await call('ordering.sellVoucher', {
    orderId: newId(),
    amount: eur(2000),
    payments: [{ id: newId(), method: 'cash', tendered: eur(5000) }],
  });
  const code = sold.payments.at(-1)!.voucherCode!;
  await call('ordering.sellVoucher', {
    orderId: newId(),
    code,
    amount: eur(500),
    payments: [{ id: newId(), method: 'cash', tendered: eur(500) }],
  });
  const item = await call('catalog.createCatalogItem', { id: newId(), name: 'Tea', price: eur(250), openingStock: 9 });
  await call('basket.addItem', { itemId: item.id });
  const payment = { id: newId(), method: 'voucher' as const, code, amount: eur(250) };
  const paid = await call('basket.checkout', { orderId: newId(), total: eur(250), payments: [payment] });
  await addPrinter({ address: printer.address });
  const printed = async (orderId: string): Promise<string> => {
    const before = printer.received().length;
    await call('printing.printReceipt', { id: newId(), orderId, variant: 'receipt' });
    await through();
    return printedBy(printer.received().subarray(before)).lines.join('\n');
  };
  // As it stood then, whenever it is printed.
  const original = await printed(sold.id);
  for (const said of [/Voucher +20\.00/, new RegExp(code), /Balance +20\.00/, /Total EUR +20\.00/, /Change +30\.00/]) {
    expect(original).toMatch(said);
  }
  const receipt = await printed(paid.id);
  expect(receipt).toContain(`**** ${code.slice(-4)}`);
  expect(receipt).not.toContain(code);
  expect(receipt).toMatch(/Balance +22\.50/);
});

it('leaves an entry in the journal for every opening of the drawer and every copy', async () => {
  const printer = await listen(epson);
  await addPrinter({ address: printer.address });
  const { id: orderId, receiptNumber } = await sell();
  await sell('card');
  const again = { id: newId(), orderId, variant: 'receipt' as const };
  await call('printing.printReceipt', again);
  await call('printing.printReceipt', again);
  await call('printing.openDrawer', { id: newId() });
  await through();
  const { items } = await call('journal.getJournal', { pageSize: 50 });
  const told = items.filter(({ kind }) => kind === 'drawer-opening' || kind === 'reprint').map(({ kind, data }) => [kind, data]);
  expect(told).toEqual([
    ['drawer-opening', { orderId: null }],
    ['reprint', { orderId, receiptNumber }],
    ['drawer-opening', { orderId }],
  ]);
});

it('sells on without a printer that is switched off, and prints once it is tried again elsewhere', async () => {
  await addPrinter({ address: '127.0.0.1:1' });
  expect((await sell()).status).toBe('Paid');
  const job = await stoppedFor('refused');
  const other = await listen(epson);
  const { id: printerId } = await addPrinter({ name: 'Other', address: other.address, autoPrint: false, opensDrawer: false });
  await call('printing.moveJob', { jobId: job.id, printerId });
  await through();
  // The drawer was for the moment of the sale.
  expect(printedBy(other.received()).drawerPulses).toBe(0);
  expect(await refusal('printing.retryJob', { jobId: job.id })).toBe('printing/job-not-stopped');
});

it('prints no receipt of a sale that was cancelled before its turn', async () => {
  await addPrinter({ address: '127.0.0.1:1' });
  const { id: orderId } = await sell('card');
  const job = await stoppedFor('refused');
  await call('ordering.cancelOrder', { orderId, reason: 'Rung up twice' });
  await call('printing.retryJob', { jobId: job.id });
  await vi.waitFor(async () => expect(await openJobs()).toEqual([]));
});

it('says that the paper is out, before a byte is printed, and goes on when it is tried again', async () => {
  let paper = NO_PAPER;
  const printer = await listen((socket, data) => {
    if (asks(data, 0x10, 4, 4) || asks(data, 0x10, 4, 2)) socket.write(Buffer.of(paper));
    if (asks(data, 0x1d, 0x72, 1)) socket.write(Buffer.of(0));
  });
  await addPrinter({ address: printer.address });
  await sell();
  const job = await stoppedFor('paper-out');
  expect(printer.received().includes(Buffer.of(0x1b, 0x40))).toBe(false);
  paper = GOOD_PAPER;
  await call('printing.retryJob', { jobId: job.id });
  await through();
});

it('says that the paper ended within the job', async () => {
  let begun = false;
  const printer = await listen((socket, data) => {
    begun ||= asks(data, 0x1b, 0x40);
    if (asks(data, 0x10, 4, 4) || asks(data, 0x10, 4, 2)) socket.write(Buffer.of(begun ? NO_PAPER : GOOD_PAPER));
  });
  await addPrinter({ address: printer.address });
  await sell();
  await stoppedFor('paper-out');
});

it('asks a person when the connection was cut within the job, and skips when told', async () => {
  const printer = await listen((socket, data) => {
    if (asks(data, 0x1b, 0x40)) socket.resetAndDestroy();
    else epson(socket, data);
  });
  await addPrinter({ address: printer.address });
  await sell();
  const job = await stoppedFor('cut-off', 'unsure');
  await call('printing.skipJob', { jobId: job.id });
  expect(await openJobs()).toEqual([]);
});

it('asks after a crash instead of printing twice', async () => {
  const { id } = await addPrinter({ autoPrint: false, opensDrawer: false });
  const order = await sell();
  await till.stop();
  const sqlite = new Sqlite(join(dataDir(), DATABASE_FILE));
  sqlite
    .prepare(
      "INSERT INTO print_job (id, kind, variant, order_id, printer_id, pulse, state, at) VALUES (?, 'receipt', 'original', ?, ?, 1, 'sending', 1)",
    )
    .run(newId(), order.id, id);
  sqlite.close();
  await till.start();
  const owner = (await call('identity.getSetup', {})).users[0]!;
  await call('identity.switchUser', { userId: owner.id, pin: '271828' });
  expect(await openJobs()).toMatchObject([{ state: 'unsure', failure: 'interrupted' }]);
});

it('writes PDFs into a folder, and says when the folder or the device is not one', async () => {
  const folder = join(dataDir(), 'pdf');
  mkdirSync(folder);
  const pdf = await addPrinter({ kind: 'pdf-folder', address: folder, opensDrawer: false });
  const order = await sell();
  await through();
  const files = readdirSync(folder);
  expect(files).toEqual([expect.stringMatching(/^R1-000001-original-.*\.pdf$/)]);
  expect(readFileSync(join(folder, files[0]!)).subarray(0, 5).toString()).toBe('%PDF-');
  const saved = await call('printing.saveReceiptPdf', { orderId: order.id, variant: 'gift' });
  expect(readFileSync(saved.path).toString('base64')).toBe(saved.base64);
  await call('printing.removePrinter', { printerId: pdf.id });
  const precious = join(dataDir(), 'precious');
  writeFileSync(precious, 'precious');
  const { id: printerId } = await addPrinter({ kind: 'device', address: precious, autoPrint: false });
  await call('printing.printTestPage', { id: newId(), printerId });
  const job = await stoppedFor('not-found');
  expect(readFileSync(precious, 'utf8')).toBe('precious');
  await call('printing.skipJob', { jobId: job.id });
  const { id: system } = await addPrinter({ kind: 'system', address: 'Office', autoPrint: false });
  await call('printing.printTestPage', { id: newId(), printerId: system });
  await stoppedFor('not-supported');
});

it('writes to a device file', async () => {
  const path = join(dataDir(), 'lp0');
  execFileSync('mkfifo', [path]);
  const { createReadStream } = await import('node:fs');
  const parts: Buffer[] = [];
  const reader = createReadStream(path).on('data', (part) => parts.push(part as Buffer));
  const { id: printerId } = await addPrinter({ kind: 'device', address: path });
  await call('printing.printTestPage', { id: newId(), printerId });
  await through();
  await vi.waitFor(() => expect(interpret(Buffer.concat(parts), 48).cuts).toBe(1));
  reader.destroy();
});

it('lets a clerk print and decide, and leaves printers, layout and drawer to a manager', async () => {
  await addPrinter({ autoPrint: false });
  const clerkInput = {
    id: newId(),
    name: 'C',
    lastName: 'L',
    email: 'c@shop.example',
    password: 'a long enough one',
    pin: '5082',
  };
  await call('identity.registerUser', { ...clerkInput, role: 'clerk' });
  const clerk = new Session();
  await call('identity.switchUser', { userId: clerkInput.id, pin: '5082' }, clerk);
  expect(await call('printing.getPrinters', {}, clerk)).toHaveLength(1);
  const layout = await call('printing.getLayout', {}, clerk);
  expect(await refusal('printing.saveLayout', layout, clerk)).toBe('shared/forbidden');
  expect(await refusal('printing.openDrawer', { id: newId() }, clerk)).toBe('shared/approval-needed');
  expect(await refusal('printing.removePrinter', { printerId: newId() }, clerk)).toBe('shared/forbidden');
  expect(await refusal('printing.printTestPage', { id: newId(), printerId: newId() }, clerk)).toBe('shared/forbidden');
  expect(await refusal('printing.savePrinter', (await call('printing.getPrinters', {}))[0]!, clerk)).toBe('shared/forbidden');
  expect(await refusal('printing.retryJob', { jobId: newId() }, clerk)).toBe('printing/job-not-found');
});

it('refuses what is no logo and an address that does not fit', async () => {
  const layout = await call('printing.getLayout', {});
  expect(await refusal('printing.saveLayout', { ...layout, logo: 'AAAA' })).toBe('printing/logo-invalid');
  await expect(addPrinter({ address: 'no host/at all' })).rejects.toThrow('printing/address-invalid');
  await expect(addPrinter({ kind: 'device', address: 'lp0' })).rejects.toThrow('printing/address-invalid');
});
