import type { Database } from '../database.ts';
import { MARK_SENT, OPEN } from './outbox-queue.ts';
import { createStartAnew } from './start-anew.ts';

/** The remote that this register sends to. The token is encrypted by the key store of the computer. */
export interface StoredRemote {
  readonly url: string;
  readonly kind: 'hub' | 'receiver';
  readonly hubId: string | null;
  readonly storeId: string | null;
  readonly storeName: string;
  readonly pairedAt: number;
  /** SHA-256 of the one certificate that is believed, in lower-case hex; null: what the system's authorities vouch for. */
  readonly certificate: string | null;
  readonly token: Buffer;
  readonly lastSentAt: number | null;
  readonly lastPulledAt: number | null;
}

/** A part of another till's queue, as it was signed. */
interface CarriedRow {
  readonly source: string;
  readonly registerCode: string;
  readonly events: string;
  readonly signature: string;
}

/** What the till's own thread writes about its remote and its queue. Every write joins the running unit of work. */
export const createRemoteRepository = ({ sqlite }: Database) => {
  const find = sqlite.prepare<[], StoredRemote>(
    `SELECT url, kind, hub_id AS hubId, store_id AS storeId, store_name AS storeName, paired_at AS pairedAt, certificate, token,
       last_sent_at AS lastSentAt, last_pulled_at AS lastPulledAt FROM sync_remote`,
  );
  const insert = sqlite.prepare(
    `INSERT INTO sync_remote (singleton, url, kind, hub_id, store_id, store_name, paired_at, certificate, token)
     VALUES (1, :url, :kind, :hubId, :storeId, :storeName, :pairedAt, :certificate, :token)`,
  );
  const remove = sqlite.prepare('DELETE FROM sync_remote');
  const renameRegister = sqlite.prepare('UPDATE register SET code = ?');
  const renameKey = sqlite.prepare('UPDATE receipt_key SET register_code = ? WHERE private_key IS NOT NULL');
  const openRows = sqlite.prepare<[number, number], { sequence: number; id: string }>(
    `SELECT sequence, id FROM outbox INDEXED BY outbox_open WHERE ${OPEN} AND sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const markSent = sqlite.prepare(MARK_SENT);
  const startAnew = createStartAnew(sqlite);
  const again = sqlite.prepare(
    `UPDATE outbox SET parked_at = NULL, reason_code = NULL, reason = NULL
     WHERE parked_at IS NOT NULL AND ${OPEN} AND (:sequence IS NULL OR sequence = :sequence)`,
  );
  const parked = sqlite.prepare<[number], { id: string; type: string }>(
    `SELECT id, type FROM outbox WHERE sequence = ? AND parked_at IS NOT NULL AND ${OPEN}`,
  );
  const discard = sqlite.prepare('UPDATE outbox SET discarded_at = ?, discard_reason = ? WHERE sequence = ?');
  const settledMore = sqlite.prepare('UPDATE outbox_settled SET events = events + ?');
  const carry = sqlite.prepare(
    `INSERT INTO carried_part (source, register_code, events, signature, taken_at)
     VALUES (:source, :registerCode, :events, :signature, :at) ON CONFLICT (signature) DO NOTHING`,
  );
  const carried = sqlite.prepare<[], { registerCode: string; parts: number; refused: string | null }>(
    `SELECT register_code AS registerCode, count(*) AS parts, reason AS refused FROM carried_part
     GROUP BY register_code, reason ORDER BY min(seq)`,
  );
  const forgetCarried = sqlite.prepare('DELETE FROM carried_part WHERE register_code = ? AND refused_at IS NOT NULL');
  return {
    find: (): StoredRemote | undefined => find.get(),
    save(remote: Omit<StoredRemote, 'lastSentAt' | 'lastPulledAt'>): void {
      insert.run(remote);
    },
    remove(): void {
      remove.run();
    },
    /** The code that receipts and the register's own key carry from here on. */
    renameRegister(code: string): void {
      renameRegister.run(code);
      renameKey.run(code);
    },
    /** What no remote is known to have confirmed, refused or not, after one. */
    unconfirmedAfter: (sequence: number, limit: number) => openRows.all(sequence, limit),
    /**
     * The register goes on under another name, from an old copy of its file: what it told before stays under the former one.
     * @param known unconfirmed events that the remote has all the same, by sequence
     */
    startAnew(incarnation: string, known: readonly number[], at: number): void {
      let sent = 0;
      for (const sequence of known) sent += markSent.run(at, sequence).changes;
      settledMore.run(sent);
      startAnew(incarnation);
    },
    /** Puts refused events back into the queue. @param sequence null: all of them @returns how many */
    sendAgain: (sequence: number | null): number => again.run({ sequence }).changes,
    /** Gives a refused event up. @returns what it was; undefined when it is none of the refused ones */
    discard(sequence: number, reason: string, at: number): { readonly id: string; readonly type: string } | undefined {
      const event = parked.get(sequence);
      if (event) {
        discard.run(at, reason, sequence);
        settledMore.run(1);
      }
      return event;
    },
    /** Queues of other tills that lie here: those that wait, and those that the remote refused with the reason. */
    carried: () => carried.all(),
    /** Forgets what was refused of another till's queue. */
    forgetCarried(registerCode: string): void {
      forgetCarried.run(registerCode);
    },
    /** Keeps another till's part to be sent from here; one that is here already is taken once. */
    carry(part: CarriedRow, at: number): void {
      carry.run({ ...part, at });
    },
  };
};
