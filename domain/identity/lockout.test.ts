import { describe, expect, it, test } from 'vitest';
import { countAttempt, delayAfter, LONGEST_DELAY_MS } from './lockout.ts';
import { randomPassword, randomPin, requirePassword, requirePin } from './secrets.ts';

describe('lockout', () => {
  it('grows and stops growing', () => {
    const delays = Array.from({ length: 10 }, (_, failures) => delayAfter(failures));
    expect(delays).toEqual([...delays].sort((a, b) => a - b));
    expect(delays.slice(0, 3)).toEqual([0, 0, 0]);
    expect(delays[3]).toBeGreaterThan(0);
    expect(delays.at(-1)).toBe(LONGEST_DELAY_MS);
  });

  it('never outlasts its longest delay when the clock was set back', () => {
    const credential = { hash: '', failedAttempts: 9, lockedUntil: 10 * LONGEST_DELAY_MS };
    expect(() => countAttempt(credential, 0)).toThrow(expect.objectContaining({ details: { retryAfterMs: LONGEST_DELAY_MS } }));
  });
});

describe('secrets', () => {
  test.each(['123', '1234', '4321', '0000', '12a4', '123456789'])('PIN %s is refused', (pin) => {
    expect(() => requirePin(pin)).toThrow(expect.objectContaining({ code: 'identity/weak-pin' }));
  });
  test.each(['short', 'aaaaaaaaaaaa', 'adalovelace1'])('password %s is refused', (password) => {
    expect(() => requirePassword(password, 'adalovelace@shop.example')).toThrow(
      expect.objectContaining({ code: 'identity/weak-password' }),
    );
  });
  it('drawn at random are strong and differ', () => {
    const pins = new Set(Array.from({ length: 50 }, randomPin));
    expect(pins.size).toBeGreaterThan(45);
    for (const pin of pins) requirePin(pin);
    expect(new Set(Array.from({ length: 50 }, randomPassword)).size).toBe(50);
    requirePassword(randomPassword(), 'owner@demo.example');
  });
});
