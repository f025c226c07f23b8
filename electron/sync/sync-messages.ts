import type { Area } from '../../domain/contract/operation.ts';
import type { BackoffBounds } from '../../sync/backoff.ts';
import type { WakeReason } from '../../sync/pause.ts';
import type { ExchangeState } from '../../sync/remote.ts';

/** Waits and timeouts other than a shop's, for tests. In milliseconds. */
export interface SyncTiming {
  readonly backoff?: BackoffBounds;
  readonly idleMs?: number;
  readonly connectMs?: number;
  readonly totalMs?: number;
}

/** What the sending thread is started with. The token comes by message: it stands in nothing that is kept. */
export interface SyncJob {
  readonly databaseFile: string;
  readonly turn: SharedArrayBuffer;
  readonly timing: SyncTiming;
}

/** The remote as the thread needs it. */
export interface RemoteAddress {
  readonly url: string;
  readonly kind: 'hub' | 'receiver';
  readonly certificate: string | null;
  readonly token: string;
}

/** What the sending thread is told. */
export type SyncOrder =
  | { readonly kind: 'begin'; readonly remote: RemoteAddress }
  | { readonly kind: 'wake'; readonly reason: WakeReason }
  | { readonly kind: 'stop' };

/** What it tells. */
export type SyncMessage =
  | { readonly kind: 'exchange'; readonly state: ExchangeState }
  | { readonly kind: 'applied'; readonly areas: readonly Area[] };
