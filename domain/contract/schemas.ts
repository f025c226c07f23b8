import { z } from 'zod';
import { holdsCardNumber, maskCardNumbers } from '../shared/mask-card-numbers.ts';
import { MAX_AMOUNT } from '../shared/money.ts';
import { MAX_QUANTITY } from '../shared/quantity.ts';

export const nothing = z.strictObject({});
export const id = z.uuid().meta({ description: 'UUID, version 7 when made by Tillwright' });
/** Text that is looked for and never stored. No control characters: they have no place in a name, and break receipts and files. */
export const soughtText = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'no control characters');
/** Free text, in which card numbers are masked: no operation stores one. */
export const text = (max: number) => soughtText(max).overwrite(maskCardNumbers);
/** What is no free text and would be spoilt by masking refuses card numbers with this. */
export const noCardNumber = [(value: string): boolean => !holdsCardNumber(value), 'a card number'] as const;
export const name = text(200)
  .trim()
  .min(1)
  .regex(/^\P{Cs}*$/u, 'no broken characters');
export const note = text(1000).trim();
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: 'ISO 4217 code' });
export const amount = z.int().min(-MAX_AMOUNT).max(MAX_AMOUNT).meta({ description: 'whole minor units' });
export const money = z.strictObject({ amount, currency });
/** Of many amounts together: each is bounded, their sum is not. */
export const sum = z.strictObject({ amount: z.int(), currency });
export const price = z.strictObject({ amount: amount.min(0), currency });
export const at = z.int().min(0).meta({ description: 'milliseconds since 1970-01-01 UTC' });
export const day = z.iso.date().meta({ description: 'calendar day at the shop, YYYY-MM-DD' });
export const quantity = z.int().min(1).max(MAX_QUANTITY);
export const level = z.int().min(-MAX_QUANTITY).max(MAX_QUANTITY).meta({ description: 'units in stock' });
export const threshold = z.int().min(0).max(MAX_QUANTITY);
export const barcode = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\x20-\x7e]+$/, 'printable ASCII only');
export const email = z
  .email()
  .max(254)
  .trim()
  .toLowerCase()
  .refine(...noCardNumber);
/** Parts per million: 19 % is 190000. */
export const ratePpm = z.int().min(0).max(1_000_000);

export const paging = { pageSize: z.int().min(1).max(200).default(50), cursor: z.string().max(200).nullable().default(null) };
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'null on the last page' }),
  });
