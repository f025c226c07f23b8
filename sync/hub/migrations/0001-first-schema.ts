/**
 * Every large table carries `store_id` and `month` (first day, by the hub's clock or the sale's own day). To partition a chain's database:
 * create `event`, `change`, `customer_order`, `payment` and `stock_movement` anew with `PARTITION BY LIST (store_id)` and below each store
 * `PARTITION BY RANGE (month)`, with both columns in front of each primary key; source, id and position are unique within a store as they are
 * within all. One database of one shop needs none of it.
 */
export const firstSchema: readonly string[] = [
  `CREATE TABLE hub (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    id uuid NOT NULL,
    office_key_hash bytea NOT NULL
  )`,
  `CREATE TABLE office_session (token_hash bytea PRIMARY KEY, expires_at bigint NOT NULL)`,
  `CREATE TABLE store (
    id uuid PRIMARY KEY,
    name text NOT NULL,
    shop_id uuid,
    currency text,
    prices_include_tax boolean,
    created_at bigint NOT NULL
  )`,
  `CREATE TABLE register (
    id uuid PRIMARY KEY,
    store_id uuid NOT NULL REFERENCES store,
    code text NOT NULL,
    incarnation uuid NOT NULL,
    token_hash bytea UNIQUE,
    receipt_key text,
    paired_at bigint NOT NULL,
    revoked_at bigint,
    replaced_by uuid REFERENCES register,
    seen_at bigint,
    last_event_at bigint,
    cursor bigint NOT NULL DEFAULT 0,
    journal_sequence bigint,
    journal_hash text
  )`,
  // What a register printed under a code stays its own: no other, and no later incarnation, gets that code again.
  `CREATE TABLE register_code (
    store_id uuid NOT NULL REFERENCES store,
    code text NOT NULL,
    register_id uuid NOT NULL REFERENCES register,
    incarnation uuid NOT NULL,
    PRIMARY KEY (store_id, code)
  )`,
  `CREATE TABLE source (
    source text COLLATE "C" PRIMARY KEY,
    register_id uuid NOT NULL REFERENCES register,
    last_sequence bigint NOT NULL,
    last_id text NOT NULL
  )`,
  `CREATE INDEX source_register ON source (register_id)`,
  `CREATE TABLE pairing_code (
    code_hash bytea PRIMARY KEY,
    store_id uuid NOT NULL REFERENCES store,
    replaces uuid REFERENCES register,
    expires_at bigint NOT NULL,
    used_at bigint
  )`,
  // data: null once a person was erased; what came stays known by its hash.
  `CREATE TABLE event (
    source text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    sequence bigint NOT NULL,
    store_id uuid NOT NULL,
    month date NOT NULL,
    type text NOT NULL,
    partition_key text NOT NULL,
    time text NOT NULL,
    body_hash bytea NOT NULL,
    data jsonb,
    received_at bigint NOT NULL,
    PRIMARY KEY (source, id),
    UNIQUE (source, sequence)
  )`,
  // Half the time of an event goes into packing it; a server built without lz4 packs as it always did.
  `DO $$ BEGIN
    ALTER TABLE event ALTER COLUMN data SET COMPRESSION lz4;
  EXCEPTION WHEN feature_not_supported THEN NULL;
  END $$`,
  `CREATE INDEX event_person ON event (lower(data ->> 'id')) WHERE type = 'app.tillwright.ordering.buyer-changed.v1'`,
  `CREATE TABLE rejected_event (
    source text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    reason text NOT NULL,
    register_id uuid NOT NULL REFERENCES register,
    type text NOT NULL,
    message text NOT NULL,
    times integer NOT NULL DEFAULT 1,
    at bigint NOT NULL,
    PRIMARY KEY (register_id, source, id, reason)
  )`,
  `CREATE INDEX rejected_event_at ON rejected_event (at)`,
  `CREATE SEQUENCE change_position`,
  // event_id null: the hub's own event about an item, whose data stands in item.
  `CREATE TABLE change (
    store_id uuid NOT NULL,
    position bigint NOT NULL,
    key text COLLATE "C",
    register_id uuid,
    source text COLLATE "C",
    event_id text COLLATE "C",
    item_id uuid,
    bytes integer NOT NULL,
    final boolean NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (store_id, position)
  )`,
  `CREATE UNIQUE INDEX change_state ON change (store_id, key) WHERE key IS NOT NULL`,
  `CREATE TABLE item (
    store_id uuid NOT NULL,
    id uuid NOT NULL,
    data jsonb NOT NULL,
    written_by jsonb NOT NULL DEFAULT '{}',
    search text NOT NULL,
    archived boolean NOT NULL,
    position bigint NOT NULL,
    changed_at bigint NOT NULL,
    changed_by text NOT NULL,
    PRIMARY KEY (store_id, id)
  )`,
  `CREATE INDEX item_id ON item (id)`,
  `CREATE TABLE conflict (
    store_id uuid NOT NULL,
    position bigint NOT NULL,
    item_id uuid NOT NULL,
    field text NOT NULL,
    detail jsonb NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (store_id, position, field)
  )`,
  `CREATE INDEX conflict_item ON conflict (store_id, item_id, position)`,
  `CREATE TABLE customer_order (
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    month date NOT NULL,
    register_id uuid NOT NULL,
    number bigint NOT NULL,
    receipt_number text NOT NULL,
    status text NOT NULL,
    rank integer NOT NULL,
    day date NOT NULL,
    currency text NOT NULL,
    gross bigint NOT NULL,
    net bigint NOT NULL,
    tax bigint NOT NULL,
    shift_number bigint,
    PRIMARY KEY (store_id, id)
  )`,
  `CREATE INDEX customer_order_day ON customer_order (store_id, day)`,
  `CREATE INDEX customer_order_register ON customer_order (register_id, number)`,
  `CREATE TABLE payment (
    id uuid NOT NULL,
    order_id uuid NOT NULL,
    store_id uuid NOT NULL,
    month date NOT NULL,
    method text NOT NULL,
    status text NOT NULL,
    rank integer NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    rounding bigint NOT NULL,
    tip bigint NOT NULL,
    voucher_code text,
    buyer_id uuid,
    refund_of uuid,
    at bigint NOT NULL,
    PRIMARY KEY (store_id, id)
  )`,
  `CREATE INDEX payment_order ON payment (store_id, order_id)`,
  `CREATE INDEX payment_voucher ON payment (voucher_code) WHERE voucher_code IS NOT NULL`,
  `CREATE INDEX payment_account ON payment (buyer_id) WHERE buyer_id IS NOT NULL`,
  `CREATE VIEW voucher_balance AS
    SELECT store_id, voucher_code, currency, -sum(amount)::bigint AS balance FROM payment
    WHERE voucher_code IS NOT NULL AND status = 'Confirmed' GROUP BY store_id, voucher_code, currency`,
  `CREATE VIEW account_balance AS
    SELECT store_id, buyer_id, currency, sum(amount)::bigint AS owed FROM payment
    WHERE buyer_id IS NOT NULL AND method = 'account' AND status = 'Confirmed' GROUP BY store_id, buyer_id, currency`,
  `CREATE TABLE stock_movement (
    store_id uuid NOT NULL,
    item_id uuid NOT NULL,
    source text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    quantity bigint NOT NULL,
    month date NOT NULL,
    PRIMARY KEY (store_id, item_id, source, number)
  )`,
  `CREATE TABLE stock_count (
    store_id uuid NOT NULL,
    item_id uuid NOT NULL,
    source text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    counted bigint NOT NULL,
    rank bigint NOT NULL,
    at bigint NOT NULL,
    seen jsonb NOT NULL,
    PRIMARY KEY (store_id, item_id, source, number)
  )`,
  // seen: of the winning count.
  `CREATE TABLE stock_level (
    store_id uuid NOT NULL,
    item_id uuid NOT NULL,
    level bigint NOT NULL,
    seen jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (store_id, item_id)
  )`,
  `CREATE INDEX stock_level_below_zero ON stock_level (store_id, item_id) WHERE level < 0`,
  `CREATE TABLE shift (
    register_id uuid NOT NULL,
    source text COLLATE "C" NOT NULL,
    number bigint NOT NULL,
    store_id uuid NOT NULL,
    opened_at bigint NOT NULL,
    closed_at bigint,
    currency text,
    gross bigint,
    net bigint,
    tax bigint,
    PRIMARY KEY (source, number)
  )`,
  `CREATE INDEX shift_register ON shift (register_id, number)`,
  `CREATE TABLE cash_movement (
    id uuid NOT NULL,
    store_id uuid NOT NULL,
    register_id uuid NOT NULL,
    shift_number bigint NOT NULL,
    kind text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL,
    at bigint NOT NULL,
    PRIMARY KEY (store_id, id)
  )`,
];
