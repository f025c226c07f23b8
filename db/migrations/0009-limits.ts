import type { Migration } from './index.ts';

/** How far roles go alone, and people who left. */
export const limits: Migration = {
  version: 9,
  sql: `
-- How far each role goes before a manager approves: JSON of the contract's schema. Null: as a shop begins.
ALTER TABLE shop ADD COLUMN limits TEXT CHECK (json_valid(limits));
-- Set: does not work here any more, signs in nowhere, and stays on what was done.
ALTER TABLE application_user ADD COLUMN retired_at INTEGER;
`,
};
