import type { Migration } from './index.ts';

export const printing: Migration = {
  version: 5,
  sql: `
CREATE TABLE printer (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
  kind TEXT NOT NULL CHECK (kind IN ('tcp', 'device', 'system', 'pdf-folder')),
  address TEXT NOT NULL CHECK (length(address) <= 300),
  paper_width INTEGER NOT NULL CHECK (paper_width IN (58, 80)),
  code_page TEXT NOT NULL,
  auto_print INTEGER NOT NULL CHECK (auto_print IN (0, 1)),
  opens_drawer INTEGER NOT NULL CHECK (opens_drawer IN (0, 1)),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE receipt_layout (
  singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
  logo BLOB CHECK (length(logo) <= 262144),
  header TEXT NOT NULL CHECK (json_valid(header)),
  footer TEXT NOT NULL CHECK (json_valid(footer)),
  language TEXT NOT NULL,
  tax_table INTEGER NOT NULL CHECK (tax_table IN (0, 1)),
  code INTEGER NOT NULL CHECK (code IN (0, 1))
) STRICT;

-- Written in the transaction of the sale, sent after it. A job that was 'sending' when the till died is 'unsure' at the next start.
CREATE TABLE print_job (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('receipt', 'test', 'drawer')),
  variant TEXT NOT NULL CHECK (variant IN ('original', 'copy', 'gift')),
  order_id TEXT,
  receipt_number TEXT,
  printer_id TEXT NOT NULL REFERENCES printer (id),
  pulse INTEGER NOT NULL CHECK (pulse IN (0, 1)),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'failed', 'unsure', 'skipped')),
  failure TEXT,
  at INTEGER NOT NULL,
  CHECK ((kind = 'receipt') = (order_id IS NOT NULL))
) STRICT;
CREATE INDEX print_job_open ON print_job (seq) WHERE state IN ('waiting', 'sending', 'failed', 'unsure');
CREATE INDEX print_job_by_order ON print_job (order_id) WHERE order_id IS NOT NULL;
`,
};
