import type { Area } from '../domain/contract/operation.ts';
import type { SyncTrouble } from '../domain/contract/sync.ts';
import type { OwnSource } from '../domain/shared/source.ts';
import type { Capabilities, CarriedPart, Change, ChangesPage, EventResult } from './wire.ts';

/** How an exchange ended. There is no fourth way: what is not confirmed and not refused for good is tried again. */
export type Outcome<T> =
  | { readonly outcome: 'delivered'; readonly value: T }
  | {
      readonly outcome: 'retry';
      readonly trouble: SyncTrouble;
      readonly message: string;
      /** What the remote asked for; null: it asked for nothing. In milliseconds. */
      readonly retryAfterMs: number | null;
    }
  | {
      readonly outcome: 'rejected';
      /** Of HTTP; 0 without. */
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };
export type Retry = Extract<Outcome<unknown>, { readonly outcome: 'retry' }>;

/** An event as it leaves: `text` is the whole CloudEvent as JSON. */
export interface OutgoingEvent {
  readonly sequence: number;
  readonly id: string;
  readonly partitionKey: string;
  readonly text: string;
  /** Of `text` as UTF-8. */
  readonly bytes: number;
}

/** The far side. Every call answers within its timeouts and never throws. */
export interface Remote {
  /** What it takes, and what it knows of this source; null: a receiver that says nothing about itself. */
  capabilities(source: string): Promise<Outcome<Capabilities | null>>;
  /** @param journal how far the journal goes, as `sequence:hash`; null before its first entry */
  sendBatch(events: readonly OutgoingEvent[], journal: string | null): Promise<Outcome<readonly EventResult[]>>;
  sendOne(event: OutgoingEvent, journal: string | null): Promise<Outcome<EventResult>>;
  carry(part: CarriedPart): Promise<Outcome<null>>;
  /** @param waitSeconds how long it may hold the answer back until there is something */
  changes(cursor: string | null, limit: number, waitSeconds: number): Promise<Outcome<ChangesPage>>;
  /** Ends what is under way: it answers as a retry, at once. */
  close(): void;
}

/** Takes changes of the hub into the till's file, each once. @returns the areas that the screens have to read again */
export type ChangeApplier = (changes: readonly Change[]) => readonly Area[];

/** What one exchange settled. */
export interface Settlement {
  readonly sent: readonly number[];
  readonly parked: readonly { readonly sequence: number; readonly code: string; readonly message: string }[];
}

/** The till's outbox, as the loop sees it. Each call is a short transaction of its own. */
export interface OutgoingQueue {
  /**
   * The next events to send, in their order: none that was put aside or that waits behind one of the same aggregate, and only one of each
   * aggregate, so that a refusal holds all that comes after it.
   */
  next(limits: { readonly events: number; readonly bytes: number; readonly eventBytes: number }): readonly OutgoingEvent[];
  settle(settlement: Settlement): void;
  /** The newest event told under that name that was confirmed; 0: none. */
  lastSent(own: OwnSource): number;
  /** What was confirmed under that name after that one is sent again. */
  sendAgainAfter(sequence: number, own: OwnSource): void;
  /** How far the journal goes, as `sequence:hash`. */
  journalHead(): string | null;
  /** The names of this register, the present one last. */
  sources(): readonly OwnSource[];
  /** The id of an event that is still in the file. */
  idAt(sequence: number): string | undefined;
  cursor(): string | null;
  pulled(cursor: string): void;
  nextCarried(): (CarriedPart & { readonly seq: number }) | undefined;
  carried(seq: number, refusal: string | null): void;
}

/** Where the exchange stands, for the screens. */
export interface ExchangeState {
  readonly trouble: { readonly kind: SyncTrouble; readonly message: string; readonly at: number } | null;
  readonly nextTryAt: number | null;
  readonly sending: boolean;
  readonly pulling: boolean;
}
