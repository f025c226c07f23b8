import { expect, it } from 'vitest';
import type { ReceiptLayout } from '../../../domain/contract/printing.ts';
import type { ReceiptInput } from '../../../domain/receipt/receipt-input.ts';
import { bytesFor, sampleSale, setReceipt } from '../../../electron/printing/render-receipt.ts';
import { interpret } from './interpreter.ts';
import { readIndependently } from './npos.ts';
import { joined, readQr } from './pictures.ts';

const layout: ReceiptLayout = {
  logo: null,
  header: ['Main Street 1', 'Łódź'],
  footer: ['Хлеб', 'خبز'],
  language: 'en',
  taxTable: true,
  code: true,
};
const CODE = 'TW1:R1-000042:7Q2MBKAGD4';
const sale: ReceiptInput = { ...sampleSale('Corner Shop & Söhne', 'EUR', Date.UTC(2026, 10, 23, 12)), codes: [CODE] };

const bytesOf = async (paperWidth: 58 | 80, variant: 'original' | 'copy' | 'gift'): Promise<Uint8Array> => {
  const printer = {
    id: '01890000-0000-7000-8000-000000000001',
    name: 'Counter',
    kind: 'tcp',
    address: 'localhost',
    paperWidth,
    codePage: 'auto',
    autoPrint: true,
    opensDrawer: true,
  } as const;
  return bytesFor(await setReceipt(sale, layout, variant, paperWidth), printer, variant === 'original');
};

it.each([
  [58, 32, 'original'],
  [58, 32, 'gift'],
  [80, 48, 'original'],
  [80, 48, 'copy'],
  [80, 48, 'gift'],
] as const)(
  'a reader that was not written here sees on %i mm (%i columns, %s) what ours sees',
  async (paper, columns, variant) => {
    const bytes = await bytesOf(paper, variant);
    const theirs = await readIndependently(bytes);
    expect(theirs).toEqual(interpret(bytes, columns));
    expect(theirs.lines).toContainEqual(expect.stringContaining('Söhne'));
    expect(theirs.lines).toContainEqual(expect.stringContaining('Хлеб'));
    expect(theirs.cuts).toBe(1);
    expect(theirs.drawerPulses).toBe(variant === 'original' ? 1 : 0);
  },
);

it('reads the receipt’s code off the picture that the other reader made', async () => {
  const pictures = joined(await readIndependently(await bytesOf(80, 'original')));
  expect(pictures.map(readQr)).toContain(CODE);
});

it('notices one dot, one letter and one byte of a command', async () => {
  const bytes = await bytesOf(80, 'original');
  const truth = interpret(bytes, 48);
  const at = (pattern: readonly number[]): number => Buffer.from(bytes).indexOf(Buffer.from(pattern));
  const spoilt = async (position: number, mask: number): Promise<unknown> => {
    const other = Uint8Array.from(bytes);
    other[position] = (other[position] ?? 0) ^ mask;
    return readIndependently(other);
  };
  expect(await spoilt(at([0x1d, 0x76, 0x30]) + 40, 1)).not.toEqual(truth);
  expect(await spoilt(at([...Buffer.from('Corner')]), 1)).not.toEqual(truth);
  await expect(spoilt(at([0x1b, 0x70]) + 1, 1)).rejects.toThrow('Can not parse');
  expect(await spoilt(at([0x1b, 0x74]) + 2, 1)).not.toEqual(truth);
});
