import { expect, test } from 'vitest';
import { voucherCode } from '../../../domain/contract/payment.ts';
import { formatVoucherCode, readVoucherCode } from './voucher-code.ts';

test.each(['7k2p-9QRS', ' AB CD ', 'abc', 'ÄBCDE', '', '1234567890'.repeat(5), 'GIFT-2026'])(
  'reads %j as the contract does',
  (typed) => {
    expect(readVoucherCode(typed)).toBe(voucherCode.safeParse(typed).data ?? null);
  },
);

test('writes a code in groups, which read back as the code', () => {
  expect(formatVoucherCode('7K2P9QRSTU')).toBe('7K2P 9QRS TU');
  expect(formatVoucherCode('7K2P')).toBe('7K2P');
  expect(readVoucherCode(formatVoucherCode('7K2P9QRSTU'))).toBe('7K2P9QRSTU');
});
