import { DomainError } from '../shared/errors.ts';
import type { Credential } from './ports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Two free slips, then a delay that grows with every failure: 10,000 PINs at the last one take ten weeks. */
const DELAYS_MS = [0, 0, 5 * SECOND, 15 * SECOND, MINUTE, 5 * MINUTE] as const;
export const LONGEST_DELAY_MS = 15 * MINUTE;

/** @param failures attempts that failed in a row @returns how long the next one has to wait, in milliseconds */
export const delayAfter = (failures: number): number => (failures === 0 ? 0 : (DELAYS_MS[failures - 1] ?? LONGEST_DELAY_MS));

/**
 * Counts an attempt before it is judged, so that many at once do not slip through the door together.
 * @param now milliseconds since 1970-01-01 UTC
 * @returns what to store until the attempt succeeds
 * @throws DomainError `identity/too-many-attempts` with `retryAfterMs`
 */
export const countAttempt = ({ failedAttempts, lockedUntil }: Credential, now: number): Omit<Credential, 'hash'> => {
  // A clock that was set back must not lock anyone out for longer than the longest delay.
  const retryAfterMs = Math.min(lockedUntil - now, LONGEST_DELAY_MS);
  if (retryAfterMs > 0) {
    throw new DomainError('identity/too-many-attempts', 'too many failed attempts; wait', { retryAfterMs });
  }
  const failures = failedAttempts + 1;
  return { failedAttempts: failures, lockedUntil: now + delayAfter(failures) };
};
