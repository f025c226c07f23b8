import { expect, it } from 'vitest';
import { type DisplayLine, newestLine } from './newest-line.ts';

const line = (name: string, quantity: number): DisplayLine => ({
  name,
  quantity,
  unitPrice: { amount: 100, currency: 'EUR' },
  reductions: [],
  amount: { amount: 100 * quantity, currency: 'EUR' },
});
const [milk, bread, eggs] = [line('Milk', 1), line('Bread', 1), line('Eggs', 1)];

it('is the line that was added, or the one that grew', () => {
  expect(newestLine([milk, bread], [milk, bread, eggs])).toBe(2);
  expect(newestLine([milk, bread, eggs], [milk, line('Bread', 2), eggs])).toBe(1);
});

it('is the end where there was nothing before, or a line went', () => {
  expect(newestLine([], [milk, bread])).toBe(1);
  expect(newestLine([milk, bread, eggs], [milk, eggs])).toBe(1);
});
