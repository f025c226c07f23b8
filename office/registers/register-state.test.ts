import { expect, test } from 'vitest';
import type { RegisterView } from '../../sync/hub/office-api.ts';
import { spanText, stateOf } from './register-state.ts';

const register = (changes: Partial<RegisterView>): RegisterView => ({
  registerId: '0198c0de-0000-7000-8000-000000000001',
  code: 'R1',
  storeId: '0198c0de-0000-7000-8000-000000000002',
  storeName: 'Harbour Street',
  pairedAt: 0,
  lastSeenAt: 0,
  lastEventAt: null,
  lastSequence: 0,
  lag: { events: 0, seconds: 0 },
  revokedAt: null,
  replacedBy: null,
  ...changes,
});

test.each([
  [{ lag: { events: 0, seconds: 30 } }, 'up to date', false],
  [{ lag: { events: 7, seconds: 30 } }, 'catching up', false],
  [{ lag: { events: 0, seconds: 359 } }, 'up to date', false],
  [{ lag: { events: 0, seconds: 720 } }, '12 min behind', true],
  [{ lag: { events: 9, seconds: 200_000 } }, '2 days behind', true],
  [{ lastSeenAt: null, lag: { events: 0, seconds: null } }, 'never seen', true],
  [{ revokedAt: 5, lag: { events: 9, seconds: 200_000 } }, 'revoked', false],
  [{ revokedAt: 5, replacedBy: 'R3' }, 'replaced by R3', false],
])('%j is %s', (changes, word, isLate) => {
  expect(stateOf(register(changes))).toMatchObject({ word, isLate });
});

test('spans are said in the largest unit', () => {
  expect([59, 60, 3599, 3600, 172_799, 172_800].map(spanText)).toEqual(['59 s', '1 min', '59 min', '1 h', '47 h', '2 days']);
});
