import { isReceiptCode, MAX_RECEIPT_CODE } from './receipt-code.ts';

/** Keys this close together come from a scanner: the fastest typists leave about twice as much. In milliseconds. */
export const MAX_GAP_MS = 50;
/** A scanner that stumbles (radio, a busy machine) is still sending the same code: its head must not be lost, or it names another item. */
const MAX_STUMBLE_MS = 250;
/** The average pace that tells a scanner from a very fast hand, in milliseconds a key. */
const MAX_PACE_MS = 35;
/** Shorter bursts are typing: rolling over three keys is within a hand's reach. */
export const MIN_LENGTH = 4;
const MAX_LENGTH = 64;

type Sighting =
  /** A key that prints nothing. */
  | { readonly kind: 'other' }
  /** A character: its place in what may be a code, and whether it came at a scanner's pace. */
  | { readonly kind: 'character'; readonly place: number; readonly isFast: boolean }
  | { readonly kind: 'scan'; readonly code: string };

const OTHER: Sighting = { kind: 'other' };

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

  const end = (at: number): Sighting => {
    const sent = code;
    const isFast = at - lastAt <= MAX_GAP_MS && lastAt - firstAt <= MAX_PACE_MS * (sent.length - 1);
    reset();
    const isCode = sent.length <= MAX_LENGTH || (sent.length <= MAX_RECEIPT_CODE && isReceiptCode(sent));
    return isFast && sent.length >= MIN_LENGTH && isCode ? { kind: 'scan', code: sent } : OTHER;
  };

  return {
    reset,
    /**
     * Takes the next key.
     * @param key as `KeyboardEvent.key` names it
     * @param at when it went down, in milliseconds of any clock that never runs backwards
     */
    take(key: string, at: number): Sighting {
      if (key === 'Enter' || key === 'Tab') return end(at);
      // Scanners press Shift for capitals.
      if (key === 'Shift' || key === 'CapsLock') return OTHER;
      if (key.length !== 1 || key < ' ' || key > '~') {
        reset();
        return OTHER;
      }
      const gap = at - lastAt;
      if (gap > MAX_STUMBLE_MS) {
        code = '';
        firstAt = at;
      }
      code += key;
      lastAt = at;
      return { kind: 'character', place: code.length - 1, isFast: gap <= MAX_GAP_MS };
    },
  };
};
