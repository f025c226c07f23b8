/** A scanner leaves at most this between two keys; the fastest typists leave about twice as much, in milliseconds. */
export const MAX_GAP_MS = 50;
/** Shorter bursts are typing: rolling over three keys is within a hand's reach. */
export const MIN_LENGTH = 4;
/** The average pace that tells a scanner from a very fast hand, in milliseconds a key. */
const MAX_PACE_MS = 35;
const MAX_LENGTH = 64;

export type Sighting =
  /** The key belongs to no scan so far. */
  | { readonly kind: 'typing' }
  /** The key follows another at a scanner's pace. */
  | { readonly kind: 'burst'; readonly length: number }
  | { readonly kind: 'scan'; readonly code: string };

/**
 * Tells a scanner, which is a keyboard, from a hand by the time between the keys: printable characters at a scanner's pace, ended by Enter
 * or Tab. Pure: it knows keys and times alone.
 */
export const createDetector = () => {
  let code = '';
  let firstAt = 0;
  let lastAt = Number.NEGATIVE_INFINITY;

  const reset = (): void => {
    code = '';
    lastAt = Number.NEGATIVE_INFINITY;
  };

  return {
    reset,
    /**
     * Takes the next key.
     * @param key as `KeyboardEvent.key` names it
     * @param at when it went down, in milliseconds of any clock that never runs backwards
     */
    take(key: string, at: number): Sighting {
      const isFast = at - lastAt <= MAX_GAP_MS;
      if (key === 'Enter' || key === 'Tab') {
        const scanned = code;
        const pace = (lastAt - firstAt) / Math.max(1, scanned.length - 1);
        reset();
        return isFast && scanned.length >= MIN_LENGTH && pace <= MAX_PACE_MS
          ? { kind: 'scan', code: scanned }
          : { kind: 'typing' };
      }
      // Scanners press Shift for capitals.
      if (key === 'Shift' || key === 'CapsLock') return { kind: 'typing' };
      if (key.length !== 1 || key < ' ' || key > '~') {
        reset();
        return { kind: 'typing' };
      }
      if (!isFast || code.length >= MAX_LENGTH) {
        code = key;
        firstAt = at;
        lastAt = at;
        return { kind: 'typing' };
      }
      code += key;
      lastAt = at;
      return { kind: 'burst', length: code.length };
    },
  };
};
