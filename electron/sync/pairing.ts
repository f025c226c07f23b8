import { DomainError, type ErrorCode } from '../../domain/shared/errors.ts';
import { isSafeAddress } from '../../sync/http-exchange.ts';
import { pairWith } from '../../sync/http-remote.ts';
import type { Outcome } from '../../sync/remote.ts';
import type { PairReply, PairRequest } from '../../sync/wire.ts';
import type { SyncTiming } from './sync-messages.ts';

/** A hub as somebody typed it in. */
export interface HubAddress {
  readonly url: string;
  /** SHA-256 of the hub's own certificate in lower-case hex; null: what the system's authorities vouch for. */
  readonly certificate: string | null;
}

/**
 * Takes a pairing code apart: eight letters and digits, perhaps with a dash, and the fingerprint behind `@` where the hub has a certificate
 * of its own.
 */
export const readPairingText = (text: string): { readonly code: string; readonly certificate: string | null } => {
  const [code = '', fingerprint] = text.split('@');
  return { code: code.replace('-', ''), certificate: fingerprint?.toLowerCase() ?? null };
};

/** @throws DomainError `sync/insecure-address` for an address that a token must not go to */
export const requireSafeAddress = (url: string): void => {
  if (!isSafeAddress(new URL(url))) {
    throw new DomainError('sync/insecure-address', 'the address must be https, or of this computer');
  }
};

/**
 * Hands a code in at a hub.
 * @throws DomainError `sync/insecure-address`, `sync/code-invalid`, `sync/currency-differs`, `sync/certificate`, `sync/not-a-hub`,
 * `sync/unreachable`
 */
export const pairWithHub = async (hub: HubAddress, timing: SyncTiming, request: PairRequest): Promise<PairReply> => {
  requireSafeAddress(hub.url);
  const answer = await pairWith({ ...hub, ...timing }, request);
  if (answer.outcome === 'delivered') return answer.value;
  throw new DomainError(codeOf(answer), answer.message);
};

const codeOf = (answer: Exclude<Outcome<never>, { readonly outcome: 'delivered' }>): ErrorCode => {
  if (answer.outcome === 'rejected') {
    if (answer.code === 'other-shop') return 'sync/currency-differs';
    // A refusal that is none of the hub's own words: what answers has no such path.
    return answer.code.startsWith('http-') ? 'sync/not-a-hub' : 'sync/code-invalid';
  }
  if (answer.trouble === 'certificate') return 'sync/certificate';
  if (answer.trouble === 'not-authorised') return 'sync/code-invalid';
  return answer.trouble === 'not-a-hub' || answer.trouble === 'redirected' || answer.trouble === 'reply-too-large'
    ? 'sync/not-a-hub'
    : 'sync/unreachable';
};
