import type { MovementKind } from '../../domain/contract/shifts.ts';

export const MOVEMENT_WORDS: Readonly<Record<MovementKind, string>> = {
  float: 'Float',
  'paid-in': 'Paid in',
  'paid-out': 'Paid out',
  drop: 'Drop',
};
