import type { Role } from '../../../domain/contract/operation.ts';
import type { Tone } from '../../components/tone-badge.tsx';

export const ROLE_TEXTS: Readonly<Record<Role, { readonly word: string; readonly may: string; readonly tone: Tone }>> = {
  clerk: { word: 'Clerk', may: 'Sells, takes payments, cancels orders that are not paid.', tone: 'quiet' },
  manager: { word: 'Manager', may: 'Also refunds, edits the catalogue, moves stock, adds and changes clerks.', tone: 'good' },
  owner: { word: 'Owner', may: 'Everything, and adds and changes managers and owners.', tone: 'good' },
};

/** Whom a role may add and change. */
export const ROLES_TO_ADD: Readonly<Record<Role, readonly Role[]>> = {
  clerk: [],
  manager: ['clerk'],
  owner: ['clerk', 'manager', 'owner'],
};
