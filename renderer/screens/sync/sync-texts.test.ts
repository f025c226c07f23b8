import { expect, it } from 'vitest';
import type { SyncState } from '../../../domain/contract/sync.ts';
import { formatTime } from '../../components/format-time.ts';
import { formatAge, formatWait } from './ages.ts';
import { chipText, statusText } from './sync-texts.ts';

const NOW = new Date(2026, 4, 2, 15, 0).getTime();
const state = (change: Partial<SyncState>): SyncState => ({
  remote: { url: 'https://hub.example', kind: 'hub', storeName: 'Harbour', pairedAt: 0 },
  status: 'sent',
  waiting: 0,
  oldestWaitingAt: null,
  parked: 0,
  trouble: null,
  nextTryAt: null,
  lastSentAt: null,
  lastPulledAt: NOW,
  sending: false,
  pulling: false,
  oversold: 0,
  carried: [],
  ...change,
});

it('says on the chip how many wait and since when, with the day once it is another one', () => {
  const at = NOW - 3_600_000;
  expect(chipText(state({ status: 'waiting', waiting: 3, oldestWaitingAt: at }), NOW)).toBe(`3 waiting since ${formatTime(at)}`);
  const yesterday = chipText(state({ status: 'waiting', waiting: 3, oldestWaitingAt: NOW - 86_400_000 }), NOW);
  expect(yesterday).toContain('2026');
});

it('never says that all was sent while something waits or was refused', () => {
  for (const status of ['waiting', 'offline', 'attention', 'unpaired'] as const) {
    expect(chipText(state({ status, waiting: 2, parked: 2 }), NOW)).not.toContain('All sent');
  }
});

it('tells a first fetch from one of every day, and trouble before either', () => {
  expect(chipText(state({ pulling: true, lastPulledAt: null }), NOW)).toBe('Fetching the store');
  expect(chipText(state({ pulling: true }), NOW)).toBe('All sent');
  expect(chipText(state({ status: 'attention', pulling: true, lastPulledAt: null }), NOW)).toBe('Needs attention');
});

it('counts in words that fit the number', () => {
  expect(statusText(state({ status: 'waiting', waiting: 1 }))).toBe('1 event waits to be sent');
  expect(statusText(state({ status: 'attention', waiting: 9, parked: 2 }))).toBe('2 events were refused');
  expect(statusText(state({ status: 'attention', waiting: 9 }))).toContain('connection');
});

it('counts down to the next try, and tells how old something is', () => {
  expect([0, -5000, 900, 59_000, 61_000, 300_000].map(formatWait)).toEqual(['now', 'now', '1 s', '59 s', '1 min 1 s', '5 min']);
  expect([-1, 59_000, 60_000, 3_600_000, 12_000_000, 86_400_000, 200_000_000].map(formatAge)).toEqual([
    'under a minute',
    'under a minute',
    '1 min',
    '1 h',
    '3 h 20 min',
    '1 day',
    '2 days',
  ]);
});
