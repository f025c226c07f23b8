import type { OversoldView, SOLD_SHORT_ANSWERS } from '../../../domain/contract/sync.ts';
import { KIND_WORDS } from './movement-texts.ts';

export type SoldShortAnswer = (typeof SOLD_SHORT_ANSWERS)[number];

/** `Sold 3, had 2`, by the movement that led below zero; of several of them, what is missing. */
export const shortText = ({ level, last }: Pick<OversoldView, 'level' | 'last'>): string => {
  const newest = last[0];
  const had = newest ? level - newest.quantity : -1;
  if (newest?.kind === 'sale' && had >= 0) return `Sold ${-newest.quantity}, had ${had}`;
  return level === -1 ? '1 unit too many was sold' : `${-level} units too many were sold`;
};

/** What moved, in a word; a kind of a till to come is named as it is. */
export const kindWord = (kind: string): string => (KIND_WORDS as Readonly<Record<string, string>>)[kind] ?? kind;

/** Where it moved; null is this register. */
export const registerText = (register: string | null): string => (register === null ? 'this register' : `register ${register}`);

export const ANSWERS: readonly { readonly value: SoldShortAnswer; readonly label: string; readonly hint: string }[] = [
  { value: 'counted', label: 'I counted the goods', hint: 'The level becomes what is on the shelf.' },
  {
    value: 'record-was-wrong',
    label: 'The record was wrong',
    hint: 'Nothing is there and nothing is owed: the level becomes 0.',
  },
  { value: 'owed', label: 'It is owed to a customer', hint: 'The level stays below zero until goods come.' },
];
