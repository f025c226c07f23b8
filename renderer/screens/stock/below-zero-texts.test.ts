import { expect, it } from 'vitest';
import { kindWord, shortText } from './below-zero-texts.ts';

const sale = (quantity: number) => ({ kind: 'sale', quantity, register: null, at: 0 });

it('says what was sold and what was there, where one sale led below zero', () => {
  expect(shortText({ level: -1, last: [sale(-3)] })).toBe('Sold 3, had 2');
  expect(shortText({ level: -1, last: [sale(-1), sale(-1)] })).toBe('Sold 1, had 0');
});

it('says what is missing where there is more to it', () => {
  expect(shortText({ level: -2, last: [sale(-1), sale(-1)] })).toBe('2 units too many were sold');
  expect(shortText({ level: -1, last: [{ ...sale(-1), kind: 'damage' }] })).toBe('1 unit too many was sold');
  expect(shortText({ level: -1, last: [] })).toBe('1 unit too many was sold');
});

it('names a movement of a till to come as it is', () => {
  expect([kindWord('sale'), kindWord('lent-out')]).toEqual(['Sold', 'lent-out']);
});
