import type { Migration } from './index.ts';

/**
 * Shifts: when the drawer was opened and counted, what went in and out of it beside the sales, and the Z reports. Sales and payments from before
 * (`shift_number` null) belong to no shift, and no shift is opened for them.
 */
export const shifts: Migration = {
  version: 10,
  sql: `
-- Whether clerks count without knowing what should be there.
ALTER TABLE shop ADD COLUMN blind_count INTEGER NOT NULL DEFAULT 0 CHECK (blind_count IN (0, 1));

CREATE TABLE shift (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  opened_at INTEGER NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  -- Null: the first sale opened it.
  opened_by_id TEXT,
  opened_by_name TEXT CHECK ((opened_by_id IS NULL) = (opened_by_name IS NULL)),
  -- How far the journal went before it: what follows belongs to this shift.
  journal_before INTEGER NOT NULL CHECK (journal_before >= 0),
  closed_at INTEGER,
  closed_by_id TEXT,
  closed_by_name TEXT,
  -- What was left in the drawer for the next shift.
  kept_float INTEGER CHECK (kept_float BETWEEN 0 AND 1000000000000),
  CHECK ((closed_at IS NULL) = (closed_by_id IS NULL) AND (closed_at IS NULL) = (closed_by_name IS NULL)),
  CHECK (kept_float IS NULL OR closed_at IS NOT NULL)
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (closed_at IS NULL) WHERE closed_at IS NULL;
CREATE TRIGGER shift_follows BEFORE INSERT ON shift WHEN NEW.number <> coalesce((SELECT max(number) FROM shift), 0) + 1
BEGIN SELECT RAISE (ABORT, 'shifts are numbered without gaps'); END;
CREATE TRIGGER shift_stays_closed BEFORE UPDATE ON shift WHEN OLD.closed_at IS NOT NULL
BEGIN SELECT RAISE (ABORT, 'a closed shift stays as it is'); END;
CREATE TRIGGER shift_stays BEFORE DELETE ON shift BEGIN SELECT RAISE (ABORT, 'a shift stays'); END;

-- What goes into the drawer and out of it beside the sales: append-only.
CREATE TABLE cash_movement (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  shift_number INTEGER NOT NULL REFERENCES shift (number),
  kind TEXT NOT NULL CHECK (kind IN ('float', 'paid-in', 'paid-out', 'drop')),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  -- As the drawer feels it: less than nothing for what is taken out.
  amount INTEGER NOT NULL CHECK (
    amount BETWEEN -1000000000000 AND 1000000000000
    AND CASE kind WHEN 'float' THEN amount >= 0 WHEN 'paid-in' THEN amount > 0 ELSE amount < 0 END
  ),
  reason TEXT NOT NULL,
  -- Null: the till itself carried the float over.
  user_id TEXT,
  user_name TEXT CHECK ((user_id IS NULL) = (user_name IS NULL)),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX cash_movement_by_shift ON cash_movement (shift_number, seq);
CREATE TRIGGER cash_movement_stays BEFORE UPDATE ON cash_movement BEGIN SELECT RAISE (ABORT, 'cash movements are append-only'); END;
CREATE TRIGGER cash_movement_keeps_all BEFORE DELETE ON cash_movement BEGIN SELECT RAISE (ABORT, 'cash movements are append-only'); END;

-- A closed shift, as it was counted and printed.
CREATE TABLE z_report (
  shift_number INTEGER PRIMARY KEY REFERENCES shift (number),
  -- Of the command that closed it.
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  -- Canonical JSON of the contract's schema.
  report TEXT NOT NULL CHECK (json_valid(report)),
  -- The journal's entry of this report: its hash stands for the whole journal up to it.
  journal_sequence INTEGER NOT NULL,
  journal_hash TEXT NOT NULL CHECK (length(journal_hash) = 64)
) STRICT;
CREATE TRIGGER z_report_follows BEFORE INSERT ON z_report
WHEN NEW.shift_number <> coalesce((SELECT max(shift_number) FROM z_report), 0) + 1
BEGIN SELECT RAISE (ABORT, 'Z reports are numbered without gaps'); END;
CREATE TRIGGER z_report_stays BEFORE UPDATE ON z_report BEGIN SELECT RAISE (ABORT, 'a Z report never changes'); END;
CREATE TRIGGER z_report_keeps_all BEFORE DELETE ON z_report BEGIN SELECT RAISE (ABORT, 'a Z report never changes'); END;

-- Everything that the drawer of a shift felt. What should be in it is the sum of this, and of nothing else.
CREATE VIEW drawer_ledger (shift_number, currency, kind, amount) AS
  SELECT shift_number, currency, kind, amount FROM cash_movement
  UNION ALL SELECT shift_number, currency, 'cash', amount + rounding + tip FROM payment WHERE shift_number IS NOT NULL AND method = 'cash'
  UNION ALL SELECT shift_number, foreign_currency, 'foreign-cash', foreign_amount FROM payment
    WHERE shift_number IS NOT NULL AND method = 'foreign-cash'
  UNION ALL SELECT shift_number, currency, 'foreign-cash', -change FROM payment
    WHERE shift_number IS NOT NULL AND method = 'foreign-cash' AND change <> 0;

-- A report is printed as it was when somebody asked for it.
CREATE TABLE print_job_next (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'test', 'drawer', 'report')),
  variant TEXT NOT NULL CHECK (variant IN ('original', 'copy', 'gift')),
  order_id TEXT,
  receipt_number TEXT,
  printer_id TEXT NOT NULL REFERENCES printer (id),
  pulse INTEGER NOT NULL CHECK (pulse IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed', 'unsure', 'skipped')),
  failure TEXT,
  report TEXT CHECK (json_valid(report)),
  at INTEGER NOT NULL,
  -- The drawer opens for the cash of an order, or by hand.
  CHECK (kind = 'drawer' OR (kind = 'receipt') = (order_id IS NOT NULL)),
  CHECK ((kind = 'report') = (report IS NOT NULL))
) STRICT;
INSERT INTO print_job_next (seq, id, kind, variant, order_id, receipt_number, printer_id, pulse, state, failure, at)
  SELECT seq, id, kind, variant, order_id, receipt_number, printer_id, pulse, state, failure, at FROM print_job;
DROP TABLE print_job;
ALTER TABLE print_job_next RENAME TO print_job;
CREATE INDEX print_job_open ON print_job (seq) WHERE state IN ('waiting', 'sending', 'failed', 'unsure');
CREATE INDEX print_job_by_order ON print_job (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX print_job_of_report ON print_job (receipt_number) WHERE kind = 'report';
`,
};
