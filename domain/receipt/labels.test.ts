import { expect, it } from 'vitest';
import { RECEIPT_LANGUAGES } from '../contract/printing.ts';
import { LABELS } from './labels.ts';

it.each(RECEIPT_LANGUAGES)('has every word in %s', (language) => {
  expect(Object.keys(LABELS[language]).sort()).toEqual(Object.keys(LABELS.en).sort());
  expect(Object.values(LABELS[language]).every((word) => word.trim() !== '')).toBe(true);
});
