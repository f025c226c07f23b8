import { type IntegrationEventType, integrationEvents } from '../../domain/contract/events.ts';
import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { Area } from '../../domain/contract/operation.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { isSourceOf } from '../../domain/shared/source.ts';
import { requireShop } from '../../domain/till/shop.ts';
import { wrapDatabase } from '../database.ts';
import { createSqliteJournal } from '../journal.ts';
import type { Sqlite } from '../open.ts';
import { createSqliteBasketRepository } from '../repositories/sqlite-basket-repository.ts';
import { createSqliteBuyerRepository } from '../repositories/sqlite-buyer-repository.ts';
import { createSqliteCatalogRepository } from '../repositories/sqlite-catalog-repository.ts';
import { createSqliteLimitsRepository } from '../repositories/sqlite-limits-repository.ts';
import { createSqlitePricingRepository } from '../repositories/sqlite-pricing-repository.ts';
import { createSqliteReceiptKeyRepository } from '../repositories/sqlite-receipt-key-repository.ts';
import { createSqliteReturnRepository } from '../repositories/sqlite-return-repository.ts';
import { createSqliteShopRepository } from '../repositories/sqlite-shop-repository.ts';
import { createSqliteTenderRepository } from '../repositories/sqlite-tender-repository.ts';
import { createStockLedger } from '../stock-ledger.ts';
import type { WriteTurn } from '../write-turn.ts';
import { type Change, type Take, type Takes, WaitsForItems } from './change.ts';
import { createOwnWaiting } from './own-waiting.ts';
import { restoreOwn } from './restore-own.ts';
import { takeFacts } from './take-facts.ts';
import { takeItems } from './take-items.ts';
import { takeState } from './take-state.ts';

export type { Change } from './change.ts';

/** A transaction is ended after this, so that a sale waits no longer for it. In milliseconds. */
const BATCH_MS = 3;
/** Changes that waited for goods and are tried again after a page that brought some. */
const MOST_RETRIED = 100;

type Refusal = 'invalid' | 'unknown-type' | 'does-not-fit' | 'waits-for-items';

/** A change in the middle of a batch does not fit. */
class Misfit extends Error {}

interface RefusedRow {
  readonly event_id: string;
  readonly change: string;
}

/**
 * Takes the hub's changes into the till's file, in the hub's order: each alike however often it comes, each whole or not at all. One that does
 * not fit is kept in `change_refused`, noted in the journal, and keeps no other from being taken.
 * @param sqlite a writing connection of its own, on whatever thread
 * @param turn lets the till write first: each of the short transactions waits for it
 * @returns takes a page in; gives the areas that the screens have to read again
 */
export const createChangeApplier = (sqlite: Sqlite, turn: WriteTurn, clock: Clock): ((changes: readonly Change[]) => Area[]) => {
  const database = wrapDatabase(sqlite);
  const shops = createSqliteShopRepository(database);
  let known: string | undefined;
  // A shop keeps its currency.
  const currency = (): string => (known ??= requireShop(shops).currency);
  const journal = createSqliteJournal(sqlite, clock);
  const buyers = createSqliteBuyerRepository(database);
  const baskets = createSqliteBasketRepository(database, currency);
  const ledger = createStockLedger(sqlite);
  const own = createOwnWaiting(sqlite);
  const tenders = createSqliteTenderRepository(database);
  const takes: Takes = {
    ...takeItems({
      ...{ sqlite, ledger, own, currency },
      repository: createSqliteCatalogRepository(database),
      reprice: (itemId, price) => baskets.reprice(itemId, price),
    }),
    ...takeFacts({
      ...{ sqlite, ledger },
      returns: createSqliteReturnRepository(database, currency),
      keys: createSqliteReceiptKeyRepository(database),
    }),
    ...takeState({
      ...{ sqlite, own, buyers, shops, tenders, baskets },
      pricing: createSqlitePricingRepository(database),
      limits: createSqliteLimitsRepository(database),
    }),
  };

  const restores = restoreOwn({ database, ledger, journal });

  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const save = sqlite.prepare('SAVEPOINT change');
  const release = sqlite.prepare('RELEASE change');
  const back = sqlite.prepare('ROLLBACK TO change');
  const isHere = sqlite.prepare<[number, string], 1>('SELECT 1 FROM outbox WHERE sequence = ? AND id = ?').pluck();
  const ownId = sqlite.prepare<[], string>('SELECT id FROM register').pluck();
  const restored = sqlite.prepare<[string], 1>('SELECT 1 FROM restored_source WHERE source = ?').pluck();
  const isNoted = sqlite.prepare<[string], 1>("SELECT 1 FROM journal WHERE kind = 'edit-overwritten' AND data = ?").pluck();
  const keep = sqlite.prepare(
    `INSERT INTO change_refused (event_id, position, type, reason, change, at) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
  const waiting = sqlite.prepare<[], RefusedRow>(
    `SELECT event_id, change FROM change_refused WHERE reason = 'waits-for-items' ORDER BY position LIMIT ${MOST_RETRIED}`,
  );
  const forget = sqlite.prepare('DELETE FROM change_refused WHERE event_id = ?');

  const note = (entry: NewJournalEntry): void => journal.add(entry);

  const noteConflicts = ({ event, conflicts }: Change): void => {
    if (conflicts.length === 0 || event.type !== 'app.tillwright.catalog.item-changed.v1') return;
    const edits = conflicts.map(({ field, lost, won, lostBy, wonBy }) => ({
      ...{
        field: field.slice(0, 60),
        lost: plain(lost),
        won: plain(won),
        lostBy: lostBy.slice(0, 60),
        wonBy: wonBy.slice(0, 60),
      },
    }));
    const data = { itemId: String(event.data['id']), edits };
    if (!isNoted.get(canonicalJson(data))) note({ kind: 'edit-overwritten', user: null, data });
  };

  const refuse = (change: Change, reason: Refusal): void => {
    const { position, event } = change;
    if (keep.run(event.id, position, event.type, reason, JSON.stringify(change), clock.now()).changes === 0) return;
    // Goods that come later are nothing to look into.
    if (reason !== 'waits-for-items')
      note({ kind: 'change-refused', user: null, data: { position, type: event.type.slice(0, 100), reason } });
  };

  /**
   * A savepoint for each change would write the search index anew for each: a batch goes without, and again with them once one did not fit.
   * @param isAlone whether nothing but the change itself may be lost where it does not fit
   * @returns why it could not be taken; nothing of it stays then
   * @throws Misfit when it does not fit and is not alone
   */
  const takeOne = (change: Change, isAlone: boolean): readonly Area[] | Refusal => {
    const { event } = change;
    const schema = Object.hasOwn(integrationEvents, event.type)
      ? integrationEvents[event.type as IntegrationEventType]
      : undefined;
    if (!schema) return 'unknown-type';
    const isRestored = isFact(event.type) && restored.get(event.source) !== undefined;
    const take = (isRestored ? restores : takes)[event.type as IntegrationEventType] as Take<IntegrationEventType> | undefined;
    if (!take) return [];
    // What happened here stands here already; an old copy of the file lacks some of it.
    if (isFact(event.type) && isSourceOf(event.source, ownId.get() ?? '') && isHere.get(Number(event.sequence), event.id))
      return [];
    const data = schema.safeParse(event.data);
    if (!data.success) return 'invalid';
    if (isAlone) save.run();
    try {
      const areas = take(data.data, change);
      noteConflicts(change);
      if (isAlone) release.run();
      return areas;
    } catch (error) {
      // A full disk or a lock is no fault of the change, and ends the transaction.
      if (!sqlite.inTransaction || isOfTheFile(error)) throw error;
      if (!isAlone) throw new Misfit();
      back.run();
      release.run();
      return error instanceof WaitsForItems ? 'waits-for-items' : 'does-not-fit';
    }
  };

  /** Runs through the list in short transactions. */
  const inBatches = <T>(list: readonly T[], work: (one: T, isAlone: boolean) => void): void => {
    let at = 0;
    let aloneUntil = 0;
    while (at < list.length) {
      const first = at;
      turn.wait();
      begin.run();
      try {
        const endsAt = performance.now() + BATCH_MS;
        do {
          work(list[at] as T, at < aloneUntil);
          at += 1;
        } while (at < list.length && !turn.isTaken() && performance.now() < endsAt);
        commit.run();
      } catch (error) {
        if (sqlite.inTransaction) rollback.run();
        if (!(error instanceof Misfit)) throw error;
        aloneUntil = at + 1;
        at = first;
      }
    }
  };

  return (changes) => {
    const areas = new Set<Area>();
    const took = (found: readonly Area[]): void => {
      for (const area of found) areas.add(area);
    };
    inBatches(changes, (change, isAlone) => {
      const outcome = takeOne(change, isAlone);
      if (typeof outcome === 'string') refuse(change, outcome);
      else took(outcome);
    });
    if (areas.has('catalog'))
      inBatches(waiting.all(), ({ event_id, change }, isAlone) => {
        const outcome = takeOne(JSON.parse(change) as Change, isAlone);
        if (typeof outcome === 'string') return;
        forget.run(event_id);
        took(outcome);
      });
    if (changes.some(({ event }) => event.type === 'app.tillwright.ordering.buyer-erased.v1')) buyers.sweepLog();
    return [...areas];
  };
};

/** State comes back from the remote as it stands there, whoever told it. */
const isFact = (type: string): boolean =>
  /^app\.tillwright\.(ordering\.order-|payment\.|catalog\.(stock-moved|items-imported)|till\.(cash|shift|receipt-key))/.test(
    type,
  );

/** SQLite's own trouble, but for rules of the tables. */
const isOfTheFile = (error: unknown): boolean =>
  !(error instanceof DomainError) &&
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('SQLITE_') &&
  !String(error.code).startsWith('SQLITE_CONSTRAINT');

const MOST_TEXT = 2000;

/** As a journal entry holds it: lists and amounts as JSON, cut where they are very long. */
const plain = (value: unknown): string | number | boolean | null => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isSafeInteger(value))) return value;
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, MOST_TEXT);
};
