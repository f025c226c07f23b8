/** The first bound of a wait and the last, in milliseconds. */
export interface BackoffBounds {
  readonly firstMs: number;
  readonly lastMs: number;
}

/** From a second to five minutes. */
export const BACKOFF: BackoffBounds = { firstMs: 1000, lastMs: 5 * 60_000 };

/** Whoever asks for longer is asked again after a day: a slip of the remote must not silence a till for good. In milliseconds. */
const LONGEST_RETRY_AFTER_MS = 24 * 60 * 60_000;

/**
 * The waits between tries with full jitter: anything between nothing and a bound that doubles, so that the tills of a chain that lost
 * their hub together do not come back together.
 * @param random gives a number from 0 to below 1
 */
export const createBackoff = (random: () => number, { firstMs, lastMs }: BackoffBounds = BACKOFF) => {
  let failures = 0;
  return {
    /** How long to wait after one more failure; never shorter than the remote asked for. In milliseconds. */
    next(askedForMs: number | null): number {
      const bound = Math.min(lastMs, firstMs * 2 ** Math.min(failures, 30));
      failures += 1;
      return Math.max(Math.round(random() * bound), askedForMs ?? 0);
    },
    reset(): void {
      failures = 0;
    },
  };
};

/**
 * Reads a `Retry-After` header (RFC 9110, 10.2.3): seconds or a date.
 * @param now milliseconds since 1970-01-01 UTC
 * @returns milliseconds from now, at most a day; null when it says nothing that can be read
 */
export const retryAfterMs = (header: string, now: number): number | null => {
  const text = header.trim();
  if (text === '') return null;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_RETRY_AFTER_MS);
};
