import type { Sql } from './database.ts';

interface Waiter {
  readonly storeId: string;
  readonly after: number;
  readonly wake: () => void;
}

/** How often one hub asks whether another one took something, while somebody waits. */
const POLL_MS = 250;

/** Holds back those who asked for changes where there were none yet. */
export class ChangeWatch {
  readonly #sql: Sql;
  readonly #waiters = new Set<Waiter>();
  readonly #over = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Whether the hub is stopping: nobody is held back any more. */
  get stopped(): boolean {
    return this.#over.signal.aborted;
  }

  /** Settles when the store has something past the position, or by the time, or when the hub stops. @param signal the asking one has gone */
  next(storeId: string, after: number, milliseconds: number, signal: AbortSignal): Promise<void> {
    if (this.stopped || signal.aborted || milliseconds <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timeout);
        this.#waiters.delete(waiter);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timeout = setTimeout(wake, milliseconds);
      const waiter = { storeId, after, wake };
      signal.addEventListener('abort', wake);
      this.#waiters.add(waiter);
      this.#poll();
    });
  }

  /** Something was taken for a store by this very hub. */
  told(storeId: string): void {
    for (const waiter of this.#waiters) if (waiter.storeId === storeId) waiter.wake();
  }

  stop(): void {
    this.#over.abort();
    clearTimeout(this.#timer);
    for (const { wake } of this.#waiters) wake();
  }

  #poll(): void {
    if (this.#timer !== undefined || this.#waiters.size === 0 || this.stopped) return;
    this.#timer = setTimeout(() => {
      this.#look()
        // The database is away: they are answered when their time is over, and ask again.
        .catch(() => undefined)
        .finally(() => {
          this.#timer = undefined;
          this.#poll();
        });
    }, POLL_MS);
  }

  async #look(): Promise<void> {
    const stores = [...new Set([...this.#waiters].map(({ storeId }) => storeId))];
    const rows = await this.#sql.query<{ store_id: string; last: number }>(
      'SELECT s.id AS store_id, (SELECT coalesce(max(position), 0) FROM change WHERE store_id = s.id) AS last FROM unnest($1::uuid[]) AS s (id)',
      [stores],
    );
    const last = new Map(rows.map((row) => [row.store_id, row.last]));
    for (const { storeId, after, wake } of this.#waiters) if ((last.get(storeId) ?? 0) > after) wake();
  }
}
