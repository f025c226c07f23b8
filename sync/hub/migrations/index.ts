import { firstSchema } from './0001-first-schema.ts';

/** One step of the hub's schema; a step that was published is never changed again. */
export interface HubMigration {
  readonly version: number;
  readonly statements: readonly string[];
}

export const MIGRATIONS: readonly HubMigration[] = [{ version: 1, statements: firstSchema }];
