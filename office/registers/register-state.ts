import type { Tone } from '../../renderer/components/tone-badge.tsx';
import type { RegisterView } from '../../sync/hub/office-api.ts';

/** A till that cannot get through asks again every five minutes at the latest. */
const LATE_SECONDS = 6 * 60;
const LONG_LATE_SECONDS = 24 * 60 * 60;

interface RegisterState {
  readonly word: string;
  readonly tone: Tone;
  /** Whether somebody should look at it. */
  readonly isLate: boolean;
}

/** `12 min`, `3 h`, `2 days`: the largest unit that fits, rounded down. */
export const spanText = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60);
  if (minutes < 1) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Math.floor(hours / 24)} days`;
};

/** How a register stands, in a word. */
export const stateOf = ({ revokedAt, replacedBy, lag }: RegisterView): RegisterState => {
  if (replacedBy !== null) return { word: `replaced by ${replacedBy}`, tone: 'quiet', isLate: false };
  if (revokedAt !== null) return { word: 'revoked', tone: 'quiet', isLate: false };
  if (lag.seconds === null) return { word: 'never seen', tone: 'waiting', isLate: true };
  if (lag.seconds >= LATE_SECONDS) {
    return { word: `${spanText(lag.seconds)} behind`, tone: lag.seconds >= LONG_LATE_SECONDS ? 'bad' : 'waiting', isLate: true };
  }
  if (lag.events > 0) return { word: 'catching up', tone: 'waiting', isLate: false };
  return { word: 'up to date', tone: 'good', isLate: false };
};
