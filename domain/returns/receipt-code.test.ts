import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase32, toBase32 } from '../shared/base32.ts';
import { openReceiptCode, type ReceiptCode, readFacts, writeReceiptCode } from './receipt-code.ts';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });
const code: fc.Arbitrary<ReceiptCode> = fc.record({
  receiptNumber: fc.stringMatching(/^[A-Z0-9]{1,6}-\d{6,9}$/),
  orderId: fc.uuid(),
  day: fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  taxIncluded: fc.boolean(),
  page: fc.integer({ min: 1, max: 200 }),
  pages: fc.integer({ min: 1, max: 200 }),
  taxes: fc.array(fc.record({ taxId: fc.uuid(), name: fc.string({ unit: 'grapheme' }), ratePpm: fc.nat(1_000_000) }), {
    maxLength: 5,
  }),
  payments: fc.array(fc.record({ method: fc.constantFrom('cash', 'card', 'voucher', 'account'), amount }), { maxLength: 20 }),
  lines: fc.array(
    fc.record({
      itemId: fc.uuid(),
      productId: fc.uuid(),
      units: fc.integer({ min: 1, max: 1_000_000 }),
      unitPrice: amount,
      subtotal: amount,
      discount: amount,
      relief: amount,
      taxes: fc.array(fc.record({ at: fc.nat(4), tax: amount }), { maxLength: 5 }),
    }),
    { maxLength: 8 },
  ),
});
const signed = { fingerprint: '0123456789abcdef', signature: new Uint8Array(64).fill(7) };

test('what is written is read again, whatever the sale', () => {
  fc.assert(
    fc.property(code, (given) => {
      const text = writeReceiptCode(given, () => signed);
      expect(text).toMatch(/^TW1[A-Z2-7]+$/);
      const opened = openReceiptCode(text);
      expect(opened).toMatchObject(signed);
      expect(readFacts(opened?.facts ?? new Uint8Array())).toEqual(given);
    }),
    { numRuns: 1000 },
  );
});

test('facts that end early, go on or are rubbish are none, and never a fault', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), code, fc.nat(1000), (rubbish, given, cut) => {
      readFacts(rubbish);
      const facts = openReceiptCode(writeReceiptCode(given, () => signed))?.facts ?? new Uint8Array();
      expect(readFacts(facts.subarray(0, cut % facts.length))).toBeUndefined();
      expect(readFacts(new Uint8Array([...facts, 0]))).toBeUndefined();
    }),
    { numRuns: 1000 },
  );
});

test('an amount below nothing has no place in a code', () => {
  const [given] = fc.sample(code, 1) as [ReceiptCode];
  const payments = [{ method: 'cash', amount: -1 } as const];
  expect(() => writeReceiptCode({ ...given, payments }, () => signed)).toThrow(RangeError);
});

test('base 32 goes there and back, and takes no other letter', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(fromBase32(toBase32(bytes))).toEqual(bytes);
    }),
  );
  // RFC 4648, section 10
  expect(toBase32(new TextEncoder().encode('foobar'))).toBe('MZXW6YTBOI');
  for (const text of ['A', 'A1', 'aa', 'AB=', 'AAA', 'MZXW6YTBOI ']) expect(fromBase32(text), text).toBeUndefined();
});
