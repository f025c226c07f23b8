import { describe, expect, it, test } from 'vitest';
import type { JournalEntryView } from '../../../domain/contract/journal.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { entryText, faultText, orderOf, whoText } from './entry-texts.ts';

const HASH = '0'.repeat(64);
const entry = (kind: JournalEntryView['kind'], data: object, user: JournalEntryView['user'] = { id: 'a', name: 'Ada' }) =>
  ({ sequence: 1, at: 0, kind, user, approvedBy: null, previousHash: HASH, hash: HASH, data }) as JournalEntryView;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const order = { orderId: 'o', receiptNumber: 'R1-000001', total: eur(500) };

describe('an entry in plain words', () => {
  it('tells the methods of a sale, and what a cancel gave back', () => {
    const [three, two] = [formatMoney(eur(300)), formatMoney(eur(200))];
    const payments = [
      { method: 'cash', amount: eur(300) },
      { method: 'card', amount: eur(200) },
    ];
    expect(entryText(entry('sale', { ...order, payments }))).toBe(`R1-000001, ${three} in cash and ${two} by card`);
    const refunds = payments.map(({ method, amount }) => ({ method, amount: eur(-amount.amount) }));
    expect(entryText(entry('void', { ...order, refunds }))).toContain(`given back: ${three} in cash and ${two} by card`);
    expect(entryText(entry('void', { ...order, refunds: [] }))).toContain('nothing had been paid');
    expect(orderOf(entry('void', order))).toBe('o');
  });

  it('tells what went onto a voucher', () => {
    const payments = [
      { method: 'cash', amount: eur(300) },
      { method: 'voucher', amount: eur(-300) },
    ];
    const three = formatMoney(eur(300));
    expect(entryText(entry('sale', { ...order, total: eur(0), payments }))).toBe(
      `R1-000001, ${three} in cash and ${three} onto a voucher`,
    );
  });

  it('tells settings from what to what', () => {
    const changes = [
      { name: 'taxRatePpm', from: 70_000, to: 81_000 },
      { name: 'pricesIncludeTax', from: null, to: true },
    ];
    expect(entryText(entry('setting-change', { setting: 'shop', subjectId: null, changes }))).toBe(
      'The shop: tax rate 7 % to 8.1 %, prices include tax yes',
    );
  });

  it('names a rule or a list that changed, and leaves the rest to the detail', () => {
    const changes = [
      { name: 'name', from: null, to: 'Spring' },
      { name: 'rule', from: '{"kind":"percent-off"}', to: '{"kind":"amount-off"}' },
    ];
    expect(entryText(entry('setting-change', { setting: 'promotions', subjectId: 'p', changes }))).toBe(
      'A promotion: name Spring, rule changed',
    );
  });

  it('does not call a stranger the till', () => {
    const stranger = entry('failed-login', { method: 'password' }, null);
    expect([whoText(stranger), entryText(stranger)]).toEqual(['Unknown', 'Nobody has the e-mail that was typed']);
    expect(whoText(entry('clock-change', {}, null))).toBe('The till');
  });

  it('does not suspect sleep when the clock went back', () => {
    const change = (after: number) => entryText(entry('clock-change', { before: 1e12, after, noticed: 'while-running' }));
    expect(change(1e12 + 1e7)).toContain('slept');
    expect(change(1e12 - 1e7)).not.toContain('slept');
  });
});

test('a fault of the first entry speaks of the register', () => {
  expect(faultText({ sequence: 1, what: 'broken-link' })).toContain('register');
  expect(faultText({ sequence: 2, what: 'broken-link' })).toContain('Entry 2');
});
