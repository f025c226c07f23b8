import { draw } from '../shared/draw.ts';
import { DomainError } from '../shared/errors.ts';

export const SHORTEST_PASSWORD = 10;

/**
 * Length over rules (NIST SP 800-63B 5.1.1), and nothing that names its owner.
 * @throws DomainError `identity/weak-password`
 */
export const requirePassword = (password: string, email: string): void => {
  const lower = password.toLowerCase();
  const mailbox = email.split('@')[0] ?? '';
  const isGuessable = new Set(lower).size < 4 || (mailbox.length > 3 && lower.includes(mailbox.toLowerCase()));
  if (password.length < SHORTEST_PASSWORD || isGuessable) {
    throw new DomainError('identity/weak-password', `at least ${SHORTEST_PASSWORD} characters, not your name, not one key`, {
      least: SHORTEST_PASSWORD,
    });
  }
};

/** Not one digit repeated, not a run up or down. @throws DomainError `identity/weak-pin` */
export const requirePin = (pin: string): void => {
  const steps = [...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index]));
  const isRun = [0, 1, -1].some((step) => steps.every((each) => each === step));
  if (!/^\d{4,8}$/.test(pin) || isRun) {
    throw new DomainError('identity/weak-pin', 'four to eight digits, no run like 1234 or 0000');
  }
};

/** A PIN that {@link requirePin} takes. */
export const randomPin = (): string => {
  for (;;) {
    const pin = draw('0123456789', 6);
    try {
      requirePin(pin);
      return pin;
    } catch {
      // One of the few runs: draw again.
    }
  }
};

/** 16 characters without look-alikes: 80 bits. */
export const randomPassword = (): string => draw('abcdefghjkmnpqrstuvwxyz23456789', 16);
