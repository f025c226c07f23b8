import { clockChange } from '../../db/journal.ts';
import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import type { Journal } from '../../domain/shared/journal.ts';
import type { UnitOfWork } from '../../domain/shared/unit-of-work.ts';

/** Further than this from the monotonic clock, the wall clock was set (or the computer slept); nearer, it was only adjusted. */
export const CLOCK_JUMP_MS = 60_000;
const LOOK_EVERY_MS = 1000;

interface Parts {
  readonly clock: Clock;
  /** Milliseconds that pass alike whatever the wall clock does. */
  readonly monotonic: () => number;
  readonly journal: Journal<NewJournalEntry>;
  readonly unitOfWork: UnitOfWork;
}

export interface ClockWatch {
  /** Compares the clocks since the last look. */
  look(): void;
  close(): void;
}

/**
 * Notes in the journal when the clock was set: now, if it stands before the last entry, and from now on whenever it jumps. Time is only
 * noted, never corrected.
 */
export const watchClock = ({ clock, monotonic, journal, unitOfWork }: Parts): ClockWatch => {
  const note = (...change: Parameters<typeof clockChange>): void => unitOfWork.run(() => journal.add(clockChange(...change)));

  let seen = { wall: clock.now(), steady: monotonic() };
  const head = journal.head();
  if (head && seen.wall < head.at) note(head.at, seen.wall, 'behind-the-journal');

  const look = (): void => {
    const now = { wall: clock.now(), steady: monotonic() };
    const expected = Math.round(seen.wall + now.steady - seen.steady);
    seen = now;
    // Before the first entry there is no shop to keep a journal for.
    if (Math.abs(now.wall - expected) > CLOCK_JUMP_MS && journal.head()) note(expected, now.wall, 'while-running');
  };
  const timer = setInterval(() => {
    try {
      look();
    } catch (error) {
      // A full disk must not end the till; the next sale will say so.
      console.error('the clock’s change could not be noted:', error);
    }
  }, LOOK_EVERY_MS);
  timer.unref();
  return { look, close: () => clearInterval(timer) };
};
