import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import type { PaymentMethod } from '../../domain/contract/payment.ts';
import type { QueuedEvent } from '../../domain/contract/sync.ts';
import type { Database } from '../database.ts';
import { page } from '../queries/catalog-queries.ts';
import { readCursor, writeCursor } from '../queries/cursor.ts';
import { BEHIND_PARKED, OPEN, type StoredEvent } from './outbox-queue.ts';
import { createOwnSources } from './own-sources.ts';

interface Row {
  readonly sequence: number;
  readonly id: string;
  readonly type: string;
  readonly partition_key: string;
  readonly time: number;
  readonly data: string;
  readonly parked_at: number | null;
  readonly reason_code: string | null;
  readonly reason: string | null;
  readonly is_behind: number;
}

interface MoneyRow {
  readonly method: PaymentMethod;
  readonly currency: string;
  readonly payments: number;
  readonly amount: number;
}

const ORDER_EVENTS = 'app.tillwright.ordering.order-';

/** What waits to be sent, for the screens. @returns queries of the till's own connection */
export const createQueueQueries = ({ sqlite }: Database) => {
  const oldest = sqlite
    .prepare<[], number>(
      `SELECT time FROM outbox INDEXED BY outbox_open WHERE ${OPEN} AND parked_at IS NULL ORDER BY sequence LIMIT 1`,
    )
    .pluck();
  const parked = sqlite
    .prepare<[], number>(`SELECT count(*) FROM outbox INDEXED BY outbox_parked WHERE parked_at IS NOT NULL AND ${OPEN}`)
    .pluck();
  const select = (source: string) =>
    sqlite.prepare<[number, number], Row>(
      `SELECT o.sequence, id, type, o.partition_key, time, data, parked_at, reason_code, reason, ${BEHIND_PARKED} AS is_behind
       FROM outbox AS o ${source} AND o.sequence > ? ORDER BY o.sequence LIMIT ?`,
    );
  const all = select(`INDEXED BY outbox_open WHERE ${OPEN}`);
  const refused = select(`INDEXED BY outbox_parked WHERE parked_at IS NOT NULL AND ${OPEN}`);
  const money = sqlite.prepare<[], MoneyRow>(
    `SELECT p.method, p.currency, count(*) AS payments, sum(p.amount) AS amount
     FROM (SELECT DISTINCT partition_key FROM outbox INDEXED BY outbox_open
           WHERE ${OPEN} AND substr(type, 1, ${ORDER_EVENTS.length}) = '${ORDER_EVENTS}') AS w
     JOIN orders ON orders.id = w.partition_key JOIN payment AS p ON p.order_number = orders.number
     WHERE p.status = 'Confirmed' GROUP BY p.method, p.currency ORDER BY p.method`,
  );

  const sources = createOwnSources(sqlite);
  const waitingAfter = sqlite.prepare<[number, number], StoredEvent>(
    `SELECT o.sequence, id, type, o.partition_key AS partitionKey, time, data FROM outbox AS o INDEXED BY outbox_open
     WHERE ${OPEN} AND parked_at IS NULL AND NOT ${BEHIND_PARKED} AND o.sequence > ? ORDER BY o.sequence LIMIT ?`,
  );

  /** When the oldest that waits was rung up; null when nothing waits. */
  const oldestWaitingAt = (): number | null => oldest.get() ?? null;

  return {
    oldestWaitingAt,
    /** How many were refused. */
    parked: () => parked.get() ?? 0,
    /** The next events that would be sent, after one, each with the name that it is told under. */
    waitingAfter: (sequence: number, limit: number): readonly (StoredEvent & { readonly source: string })[] =>
      waitingAfter.all(sequence, limit).map((row) => ({ ...row, source: sources.of(row.sequence) ?? '' })),
    /** Oldest first, with the confirmed payments of every order of which some event is not confirmed. */
    getQueue(request: InputOf<'sync.getQueue'>): OutputOf<'sync.getQueue'> {
      const [from] = request.cursor === null ? [0] : readCursor(request.cursor, 0);
      const rows = (request.parked ? refused : all).all(from, request.pageSize + 1);
      return {
        ...page(rows, request.pageSize, toView, ({ sequence }) => writeCursor(sequence)),
        money: money.all().map(({ method, currency, payments, amount }) => ({ method, payments, amount: { amount, currency } })),
        oldestAt: oldestWaitingAt(),
      };
    },
  };
};

const toView = (row: Row): QueuedEvent => ({
  sequence: row.sequence,
  id: row.id,
  type: row.type,
  ...aboutOf(row),
  at: row.time,
  state: row.parked_at !== null ? 'parked' : row.is_behind === 1 ? 'behind-parked' : 'waiting',
  reason: row.reason,
  reasonCode: row.reason_code,
});

type Sum = NonNullable<QueuedEvent['amount']>;

/** What an event is about in a word, and the money in it: the names that the public shapes have for these. */
const aboutOf = ({ type, partition_key: partitionKey, data }: Row): Pick<QueuedEvent, 'subject' | 'amount'> => {
  const told = JSON.parse(data) as Readonly<Record<string, unknown>>;
  const { receiptNumber, name, registerCode, number, setting } = told;
  const words = [receiptNumber, name, registerCode, setting].find((word) => typeof word === 'string' && word !== '');
  const subject = typeof words === 'string' ? words : typeof number === 'number' ? String(number) : partitionKey;
  const amount = type.startsWith(ORDER_EVENTS) ? told['total'] : told['amount'];
  return { subject, amount: isSum(amount) ? { amount: amount.amount, currency: amount.currency } : null };
};

const isSum = (value: unknown): value is Sum =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Partial<Sum>).amount === 'number' &&
  typeof (value as Partial<Sum>).currency === 'string';
