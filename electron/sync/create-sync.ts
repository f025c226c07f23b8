import type { Database } from '../../db/database.ts';
import type { SqliteOutbox } from '../../db/outbox.ts';
import { createQueueQueries } from '../../db/sync/queue-queries.ts';
import { createRemoteRepository, type StoredRemote } from '../../db/sync/remote-repository.ts';
import type { WriteTurn } from '../../db/write-turn.ts';
import type { UserView } from '../../domain/contract/identity.ts';
import type { InputOf } from '../../domain/contract/index.ts';
import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { SyncState } from '../../domain/contract/sync.ts';
import type { IdentityService } from '../../domain/identity/identity-service.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Journal } from '../../domain/shared/journal.ts';
import type { UnitOfWork } from '../../domain/shared/unit-of-work.ts';
import type { ShopRepository } from '../../domain/till/shop.ts';
import type { ReceiptKeyRing } from '../adapters/receipt-keys.ts';
import { createJoinStore } from './join-store.ts';
import { pairWithHub, readPairingText } from './pairing.ts';
import type { SecretStore } from './secret-store.ts';
import { startAnew } from './start-anew.ts';
import { requireKeyStore, type SyncHandlers, syncHandlers } from './sync-handlers.ts';
import type { SyncTiming } from './sync-messages.ts';
import { SyncThread } from './sync-thread.ts';

export interface SyncParts {
  readonly databaseFile: string;
  readonly database: Database;
  readonly turn: WriteTurn;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly journal: Journal<NewJournalEntry> & Parameters<typeof createJoinStore>[0]['journal'];
  readonly identity: IdentityService;
  readonly outbox: SqliteOutbox;
  readonly shops: ShopRepository;
  readonly receiptKeys: ReceiptKeyRing;
  readonly secrets: SecretStore;
  readonly timing: SyncTiming;
  readonly announce: (areas: readonly Area[]) => void;
  /** Told when the hub's changes were taken in, before the screens are: whoever remembers something reads it again. */
  readonly applied: (areas: readonly Area[]) => void;
  /** Items below zero that a manager has to look into. */
  readonly oversold: () => number;
}

export interface Sync {
  readonly handlers: SyncHandlers;
  /** First run from a hub. @returns whom to sign in */
  joinStore(input: InputOf<'sync.joinStore'>): Promise<UserView>;
  /** A command ended: what it left in the outbox is sent. */
  wake(): void;
  /** The network is back, or the computer woke up. */
  networkBack(): void;
  /** Ends the exchange and its thread. */
  close(): Promise<void>;
}

/** What the operations about the remote share. */
export interface SyncContext extends SyncParts {
  readonly queries: ReturnType<typeof createQueueQueries>;
  readonly remotes: ReturnType<typeof createRemoteRepository>;
  readonly thread: SyncThread;
  readonly state: () => SyncState;
  /** Starts the thread for the remote that is stored, if one is. */
  readonly begin: () => Promise<void>;
}

/** A long queue goes out in many batches a second, and the screens need not follow each. In milliseconds. */
const ANNOUNCE_MS = 100;

/** Sends the outbox to the remote in a thread of its own, for as long as there is one. */
export const createSync = (parts: SyncParts): Sync => {
  const { database, outbox, secrets, clock } = parts;
  let announcing: NodeJS.Timeout | undefined;
  const queries = createQueueQueries(database);
  const remotes = createRemoteRepository(database);
  const thread = new SyncThread({
    databaseFile: parts.databaseFile,
    turn: parts.turn,
    timing: parts.timing,
    changed: () => {
      if (thread.state.trouble?.kind === 'old-copy') void recover();
      announcing ??= setTimeout(() => {
        announcing = undefined;
        parts.announce(['sync', 'till']);
      }, ANNOUNCE_MS);
    },
    applied: (areas) => {
      parts.applied(areas);
      parts.announce([...areas, 'sync']);
    },
  });
  let isRecovering = false;
  /** Once at a time; what fails is said again by the next handshake. */
  const recover = async (): Promise<void> => {
    if (isRecovering) return;
    isRecovering = true;
    try {
      await startAnew(context);
      parts.announce(['till', 'sync']);
    } catch (error) {
      console.error('fault in starting anew from an old copy:', error instanceof Error ? error.message : '');
    } finally {
      isRecovering = false;
    }
  };
  let lockedSince: number | null = null;
  let woken = 0;
  let isClosed = false;

  const begin = async (): Promise<void> => {
    const remote = remotes.find();
    lockedSince = null;
    if (!remote) return;
    const { url, kind, certificate, pairedAt } = remote;
    try {
      const token = await secrets.decrypt(remote.token);
      // The key store may have asked somebody first, and meanwhile it was unpaired or closed.
      if (!isClosed && remotes.find()?.pairedAt === pairedAt) thread.begin({ url, kind, certificate, token });
    } catch {
      lockedSince = clock.now();
      parts.announce(['sync']);
    }
  };

  const troubleNow = (): SyncState['trouble'] =>
    lockedSince === null
      ? thread.state.trouble
      : { kind: 'key-store', message: 'this computer cannot read the token that it keeps; pair again', at: lockedSince };

  const state = (): SyncState => {
    const remote = remotes.find();
    const [waiting, parked, trouble] = [outbox.waiting(), queries.parked(), troubleNow()];
    return {
      remote: remote ? viewOf(remote) : null,
      status: statusOf(remote !== undefined, waiting, parked, trouble),
      waiting,
      oldestWaitingAt: queries.oldestWaitingAt(),
      parked,
      trouble,
      nextTryAt: thread.state.nextTryAt,
      lastSentAt: remote?.lastSentAt ?? null,
      lastPulledAt: remote?.lastPulledAt ?? null,
      sending: thread.state.sending,
      pulling: thread.state.pulling,
      oversold: parts.oversold(),
      carried: remotes.carried(),
    };
  };

  const context: SyncContext = { ...parts, queries, remotes, thread, state, begin };
  void begin();
  /** The token as the key store gave it back, for the transaction that makes the shop. */
  let sealed: Buffer | undefined;
  const join = createJoinStore({
    ...{ sqlite: database.sqlite, identity: parts.identity, shops: parts.shops, journal: parts.journal, clock },
    receiptKeys: parts.receiptKeys,
    pair: (url, text, request) => {
      const { code, certificate } = readPairingText(text);
      return pairWithHub({ url, certificate }, parts.timing, { ...request, code });
    },
    prepare: async ({ token }) => {
      sealed = await secrets.encrypt(token);
    },
    keep: (url, text, { hubId, storeId, storeName }) => {
      if (!sealed) throw new Error('the token was not encrypted');
      const { certificate } = readPairingText(text);
      remotes.save({ url, kind: 'hub', hubId, storeId, storeName, certificate, token: sealed, pairedAt: clock.now() });
    },
  });
  return {
    async joinStore(input) {
      await requireKeyStore(secrets);
      const user = await join(input);
      await begin();
      return user;
    },
    handlers: syncHandlers(context),
    wake() {
      const last = outbox.lastSequence();
      if (last === woken) return;
      woken = last;
      thread.wake('commit');
    },
    networkBack: () => thread.wake('network'),
    async close() {
      isClosed = true;
      await thread.stop();
      // What it told at its end.
      clearTimeout(announcing);
    },
  };
};

const viewOf = ({ url, kind, storeName, pairedAt }: StoredRemote): NonNullable<SyncState['remote']> => ({
  url,
  kind,
  storeName,
  pairedAt,
});

/** Troubles that pass by themselves; the others take somebody to look. */
const PASSING: readonly string[] = ['no-network', 'timeout', 'too-many-requests', 'remote-error', 'not-a-hub', 'redirected'];

const statusOf = (isPaired: boolean, waiting: number, parked: number, trouble: SyncState['trouble']): SyncState['status'] => {
  if (!isPaired) return 'unpaired';
  if (parked > 0 || (trouble && !PASSING.includes(trouble.kind))) return 'attention';
  if (trouble) return 'offline';
  return waiting > 0 ? 'waiting' : 'sent';
};
