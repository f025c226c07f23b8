import type { z } from 'zod';

/** Who may call: `anyone` before sign-in, or a role and every role above it. */
export const ROLES = ['clerk', 'manager', 'owner'] as const;
export type Role = (typeof ROLES)[number];
export type Access = 'anyone' | Role;

/** What the screens fetch again after a command; every host announces them as `{ changed: [...] }`. */
export const AREAS = [
  'session',
  'users',
  'catalog',
  'stock',
  'basket',
  'orders',
  'imports',
  'buyers',
  'till',
  'pricing',
  'printing',
  'shift',
  'sync',
] as const;
export type Area = (typeof AREAS)[number];

export interface Operation<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command';
  readonly access: Access;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly changes: readonly Area[];
}

interface Description<I extends z.ZodType, O extends z.ZodType> {
  readonly access: Access;
  readonly summary: string;
  readonly input: I;
  readonly output: O;
}

export const query = <I extends z.ZodType, O extends z.ZodType>(description: Description<I, O>): Operation<I, O> => ({
  kind: 'query',
  changes: [],
  ...description,
});

export const command = <I extends z.ZodType, O extends z.ZodType>(
  description: Description<I, O> & { readonly changes: readonly Area[] },
): Operation<I, O> => ({ kind: 'command', ...description });

/** Whether `role` includes the rights of `needed`. */
export const mayAct = (role: Role, needed: Access): boolean =>
  needed === 'anyone' || ROLES.indexOf(role) >= ROLES.indexOf(needed);
