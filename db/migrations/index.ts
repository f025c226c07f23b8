import { firstSchema } from './0001-first-schema.ts';
import { pricing } from './0002-pricing.ts';
import { journal } from './0003-journal.ts';
import { buyers } from './0004-buyers.ts';
import { printing } from './0005-printing.ts';
import { buyerOfASale } from './0006-buyer-of-a-sale.ts';
import { tenders } from './0007-tenders.ts';
import { returns } from './0008-returns.ts';
import { limits } from './0009-limits.ts';
import { shifts } from './0010-shifts.ts';
import { parkedBaskets } from './0011-parked-baskets.ts';
import { sync } from './0012-sync.ts';
import { sharedStock } from './0013-shared-stock.ts';

/** One step forward of the schema, numbered from 1; there is no way back but the copy made before it. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** All of them, in order. One that has been released is never edited again. */
export const MIGRATIONS: readonly Migration[] = [
  firstSchema,
  pricing,
  journal,
  buyers,
  printing,
  buyerOfASale,
  tenders,
  returns,
  limits,
  shifts,
  parkedBaskets,
  sync,
  sharedStock,
];
