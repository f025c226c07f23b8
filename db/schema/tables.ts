import { blob, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

// The tables as drizzle writes them. The SQL in migrations/ is what makes them; a test holds the two together.

const flag = (name: string) => integer(name, { mode: 'boolean' }).notNull();

export const shop = sqliteTable('shop', {
  singleton: integer('singleton').primaryKey(),
  id: text('id').notNull(),
  name: text('name').notNull(),
  currency: text('currency').notNull(),
  pricesIncludeTax: flag('prices_include_tax'),
  demo: flag('demo'),
  createdAt: integer('created_at').notNull(),
  rounding: text('rounding', { enum: ['half-up', 'half-even'] }).notNull(),
  roundTaxPer: text('round_tax_per', { enum: ['line', 'total'] }).notNull(),
  cashStep: integer('cash_step').notNull(),
  cashRounding: text('cash_rounding', { enum: ['nearest', 'down', 'up'] }).notNull(),
  tenders: text('tenders'),
  limits: text('limits'),
  blindCount: flag('blind_count'),
});

export const register = sqliteTable('register', {
  singleton: integer('singleton').primaryKey(),
  id: text('id').notNull(),
  code: text('code').notNull(),
  incarnation: text('incarnation').notNull(),
  nextOrderNumber: integer('next_order_number').notNull(),
  nextEventSequence: integer('next_event_sequence').notNull(),
});

export const applicationUser = sqliteTable('application_user', {
  id: text('id').primaryKey(),
  email: text('email').notNull(),
  userName: text('user_name').notNull(),
  name: text('name').notNull(),
  lastName: text('last_name').notNull(),
  role: text('role', { enum: ['clerk', 'manager', 'owner'] }).notNull(),
  createdAt: integer('created_at').notNull(),
  retiredAt: integer('retired_at'),
});

export const credential = sqliteTable('credential', {
  userId: text('user_id').notNull(),
  kind: text('kind', { enum: ['password', 'pin'] }).notNull(),
  hash: text('hash').notNull(),
  failedAttempts: integer('failed_attempts').notNull(),
  lockedUntil: integer('locked_until').notNull(),
});

export const picture = sqliteTable('picture', {
  id: text('id').primaryKey(),
  type: text('type').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
});

export const catalogItem = sqliteTable('catalog_item', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  revision: integer('revision').notNull(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  description: text('description').notNull(),
  price: integer('price').notNull(),
  currency: text('currency').notNull(),
  pictureUri: text('picture_uri'),
  catalogTypeId: text('catalog_type_id'),
  catalogBrandId: text('catalog_brand_id'),
  availableStock: integer('available_stock').notNull(),
  restockThreshold: integer('restock_threshold').notNull(),
  maxStockThreshold: integer('max_stock_threshold').notNull(),
  stockPolicy: text('stock_policy', { enum: ['block', 'manager', 'warn'] }).notNull(),
  archived: flag('archived'),
  importSeq: integer('import_seq').notNull(),
  taxCategoryId: text('tax_category_id'),
});

export const catalogBarcode = sqliteTable('catalog_barcode', {
  code: text('code').primaryKey(),
  itemId: text('item_id').notNull(),
  position: integer('position').notNull(),
  kind: text('kind', { enum: ['ean13', 'ean8', 'upca', 'free'] }).notNull(),
  checkDigitOk: flag('check_digit_ok'),
});

export const stockMovement = sqliteTable('stock_movement', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  itemId: text('item_id').notNull(),
  kind: text('kind').notNull(),
  quantity: integer('quantity').notNull(),
  levelAfter: integer('level_after').notNull(),
  note: text('note').notNull(),
  orderId: text('order_id'),
  userName: text('user_name').notNull(),
  at: integer('at').notNull(),
});

/** A discount by hand: a percentage or an amount. */
const discountByHand = {
  discountPpm: integer('discount_ppm'),
  discountAmount: integer('discount_amount'),
  discountReason: text('discount_reason').notNull(),
};

export const basket = sqliteTable('basket', {
  id: text('id').primaryKey(),
  userId: text('user_id'),
  ...discountByHand,
  buyerId: text('buyer_id'),
  parkedName: text('parked_name'),
  parkedAt: integer('parked_at'),
  parkedBy: text('parked_by'),
  lockedById: text('locked_by_id'),
});

export const basketItem = sqliteTable('basket_item', {
  basketId: text('basket_id').notNull(),
  position: integer('position').notNull(),
  productId: text('product_id').notNull(),
  productName: text('product_name').notNull(),
  pictureUrl: text('picture_url'),
  unitPrice: integer('unit_price').notNull(),
  previousUnitPrice: integer('previous_unit_price'),
  quantity: integer('quantity').notNull(),
  ...discountByHand,
  priceReason: text('price_reason'),
});

export const basketReturn = sqliteTable('basket_return', {
  basketId: text('basket_id').notNull(),
  key: text('key').notNull(),
  position: integer('position').notNull(),
  units: integer('units').notNull(),
  reason: text('reason').notNull(),
  disposition: text('disposition', { enum: ['restock', 'write-off'] }).notNull(),
  sold: text('sold').notNull(),
  paid: text('paid').notNull(),
});

export const orders = sqliteTable('orders', {
  number: integer('number').primaryKey(),
  id: text('id').notNull(),
  registerCode: text('register_code').notNull(),
  status: text('status', {
    enum: ['Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled'],
  }).notNull(),
  orderDate: integer('order_date').notNull(),
  day: text('day').notNull(),
  userId: text('user_id').notNull(),
  userName: text('user_name').notNull(),
  currency: text('currency').notNull(),
  units: integer('units').notNull(),
  subtotal: integer('subtotal').notNull(),
  discount: integer('discount').notNull(),
  discountReason: text('discount_reason').notNull(),
  relief: integer('relief').notNull(),
  net: integer('net').notNull(),
  tax: integer('tax').notNull(),
  taxIncluded: flag('tax_included'),
  total: integer('total').notNull(),
  cancelReason: text('cancel_reason'),
  cancelledBy: text('cancelled_by'),
  cancelledAt: integer('cancelled_at'),
  buyerId: text('buyer_id'),
  taxExempt: flag('tax_exempt'),
  cancelledById: text('cancelled_by_id'),
  shiftNumber: integer('shift_number'),
  voidShiftNumber: integer('void_shift_number'),
});

export const orderItem = sqliteTable('order_item', {
  orderNumber: integer('order_number').notNull(),
  position: integer('position').notNull(),
  id: text('id').notNull(),
  productId: text('product_id').notNull(),
  productName: text('product_name').notNull(),
  pictureUrl: text('picture_url'),
  unitPrice: integer('unit_price').notNull(),
  priceReason: text('price_reason'),
  units: integer('units').notNull(),
  subtotal: integer('subtotal').notNull(),
  lineDiscount: integer('line_discount').notNull(),
  basketDiscount: integer('basket_discount').notNull(),
  discount: integer('discount').notNull(),
  discountReason: text('discount_reason').notNull(),
  relief: integer('relief').notNull(),
  net: integer('net').notNull(),
  tax: integer('tax').notNull(),
  total: integer('total').notNull(),
  returnOrderId: text('return_order_id'),
  returnItemId: text('return_item_id'),
  returnReceipt: text('return_receipt'),
  returnReason: text('return_reason'),
  disposition: text('disposition', { enum: ['restock', 'write-off'] }),
  returnUnitsSold: integer('return_units_sold'),
});

export const orderItemTax = sqliteTable('order_item_tax', {
  orderNumber: integer('order_number').notNull(),
  position: integer('position').notNull(),
  taxId: text('tax_id').notNull(),
  name: text('name').notNull(),
  ratePpm: integer('rate_ppm').notNull(),
  net: integer('net').notNull(),
  tax: integer('tax').notNull(),
});

export const orderItemPromotion = sqliteTable('order_item_promotion', {
  orderNumber: integer('order_number').notNull(),
  position: integer('position').notNull(),
  promotionId: text('promotion_id').notNull(),
  name: text('name').notNull(),
  units: integer('units').notNull(),
  discount: integer('discount').notNull(),
});

export const returnElsewhere = sqliteTable('return_elsewhere', {
  orderId: text('order_id').notNull(),
  itemId: text('item_id').notNull(),
  receiptNumber: text('receipt_number').notNull(),
  at: integer('at').notNull(),
  soldItemId: text('sold_item_id').notNull(),
  soldReceipt: text('sold_receipt').notNull(),
  unitsSold: integer('units_sold').notNull(),
  units: integer('units').notNull(),
});

export const doubleReturnResolved = sqliteTable('double_return_resolved', {
  soldItemId: text('sold_item_id').primaryKey(),
  units: integer('units').notNull(),
  note: text('note').notNull(),
  userId: text('user_id').notNull(),
  userName: text('user_name').notNull(),
  at: integer('at').notNull(),
});

export const receiptKey = sqliteTable('receipt_key', {
  fingerprint: text('fingerprint').primaryKey(),
  registerCode: text('register_code').notNull(),
  publicKey: blob('public_key', { mode: 'buffer' }).notNull(),
  privateKey: blob('private_key', { mode: 'buffer' }),
  addedAt: integer('added_at').notNull(),
  told: flag('told'),
});

export const voucher = sqliteTable('voucher', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  currency: text('currency').notNull(),
  issuedAt: integer('issued_at').notNull(),
});

export const payment = sqliteTable('payment', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  orderNumber: integer('order_number').notNull(),
  method: text('method', { enum: ['cash', 'foreign-cash', 'card', 'external-card', 'voucher', 'account'] }).notNull(),
  status: text('status', { enum: ['Pending', 'Confirmed', 'Rejected', 'Unknown'] }).notNull(),
  currency: text('currency').notNull(),
  amount: integer('amount').notNull(),
  tendered: integer('tendered').notNull(),
  change: integer('change').notNull(),
  rounding: integer('rounding').notNull(),
  tip: integer('tip').notNull(),
  foreignCurrency: text('foreign_currency'),
  foreignAmount: integer('foreign_amount'),
  cardBrand: text('card_brand'),
  cardLastFour: text('card_last_four'),
  cardEntryMode: text('card_entry_mode'),
  terminalReference: text('terminal_reference'),
  approvalCode: text('approval_code'),
  voucherId: text('voucher_id'),
  buyerId: text('buyer_id'),
  refundOf: text('refund_of'),
  reason: text('reason').notNull(),
  shiftNumber: integer('shift_number'),
  at: integer('at').notNull(),
});

export const buyerGroup = sqliteTable('buyer_group', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  archived: flag('archived'),
});

export const buyer = sqliteTable('buyer', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  revision: integer('revision').notNull(),
  name: text('name').notNull(),
  nameKey: text('name_key').notNull(),
  company: text('company').notNull(),
  contactPerson: text('contact_person').notNull(),
  groupId: text('group_id'),
  taxExemptReason: text('tax_exempt_reason'),
  taxExemptNumber: text('tax_exempt_number'),
  accountLimit: integer('account_limit').notNull(),
  createdAt: integer('created_at').notNull(),
  erasedAt: integer('erased_at'),
});

export const buyerContact = sqliteTable('buyer_contact', {
  buyerId: text('buyer_id').notNull(),
  kind: text('kind', { enum: ['phone', 'email'] }).notNull(),
  position: integer('position').notNull(),
  value: text('value').notNull(),
  valueKey: text('value_key').notNull(),
});

export const buyerAddress = sqliteTable('buyer_address', {
  buyerId: text('buyer_id').notNull(),
  position: integer('position').notNull(),
  label: text('label').notNull(),
  street: text('street').notNull(),
  city: text('city').notNull(),
  state: text('state').notNull(),
  country: text('country').notNull(),
  zipCode: text('zip_code').notNull(),
});

export const buyerNote = sqliteTable('buyer_note', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  buyerId: text('buyer_id').notNull(),
  text: text('text').notNull(),
  userName: text('user_name').notNull(),
  at: integer('at').notNull(),
});

export const shift = sqliteTable('shift', {
  number: integer('number').primaryKey(),
  openedAt: integer('opened_at').notNull(),
  day: text('day').notNull(),
  openedById: text('opened_by_id'),
  openedByName: text('opened_by_name'),
  journalBefore: integer('journal_before').notNull(),
  closedAt: integer('closed_at'),
  closedById: text('closed_by_id'),
  closedByName: text('closed_by_name'),
  keptFloat: integer('kept_float'),
});

export const cashMovement = sqliteTable('cash_movement', {
  seq: integer('seq').primaryKey({ autoIncrement: true }),
  id: text('id').notNull(),
  shiftNumber: integer('shift_number').notNull(),
  kind: text('kind', { enum: ['float', 'paid-in', 'paid-out', 'drop'] }).notNull(),
  currency: text('currency').notNull(),
  amount: integer('amount').notNull(),
  reason: text('reason').notNull(),
  userId: text('user_id'),
  userName: text('user_name'),
  at: integer('at').notNull(),
});

export const zReport = sqliteTable('z_report', {
  shiftNumber: integer('shift_number').primaryKey(),
  id: text('id').notNull(),
  at: integer('at').notNull(),
  report: text('report').notNull(),
  journalSequence: integer('journal_sequence').notNull(),
  journalHash: text('journal_hash').notNull(),
});
