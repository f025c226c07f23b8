import { z } from 'zod';
import { command, query } from './operation.ts';
import { amount, at, email, id, money, name, noCardNumber, note, nothing, pageOf, paging, soughtText, text } from './schemas.ts';

/** Digits of the longest international number (E.164). */
const LONGEST_PHONE = 15;
/** Without a country code no number is this long; a card number always is. */
const LONGEST_LOCAL_PHONE = 12;

const digitsOf = (phone: string): number => phone.replace(/[^0-9]/g, '').length;
const phone = z
  .string()
  .regex(/^\+?[0-9(][0-9 ()./-]{1,38}[0-9]$/, 'digits, with spaces, dashes, dots or brackets between them')
  .refine((value) => digitsOf(value) <= LONGEST_PHONE, 'at most 15 digits')
  .refine((value) => digitsOf(value) <= LONGEST_LOCAL_PHONE || /^(\+|00)/.test(value), 'a number this long begins with + or 00')
  .meta({ description: 'as it was typed; one of more than 12 digits begins with + or 00' });

export const addressView = z.strictObject({
  label: text(60).trim().default('').meta({ description: 'what the customer calls it: home, delivery, invoices' }),
  street: text(200).trim().default(''),
  city: text(100).trim().default(''),
  state: text(100).trim().default(''),
  country: text(100).trim().default(''),
  zipCode: text(20).trim().default(''),
});
export type AddressView = z.infer<typeof addressView>;

const taxExemption = z.strictObject({
  reason: text(200).trim().min(1),
  number: soughtText(60)
    .trim()
    .default('')
    .refine(...noCardNumber)
    .meta({ description: 'of the certificate or VAT id' }),
});
const accountLimit = amount
  .min(0)
  .meta({ description: 'whole minor units of the shop’s currency that may be owed; 0: nothing is sold on account' });

const terms = {
  groupId: id.nullable(),
  taxExemption: taxExemption.nullable(),
  accountLimit,
};

const person = {
  name,
  company: text(200).trim().default(''),
  contactPerson: text(200).trim().default(''),
  phones: z.array(phone).max(10).default([]),
  emails: z.array(email).max(10).default([]),
  addresses: z.array(addressView).max(8).default([]),
};

export const buyerView = z.strictObject({
  id,
  revision: z.int().meta({ description: 'counts the edits; an update names the one it saw' }),
  name: z.string().meta({ description: 'empty once erased' }),
  company: z.string(),
  contactPerson: z.string(),
  phones: z.array(z.string()),
  emails: z.array(z.string()),
  addresses: z.array(addressView),
  ...terms,
  group: z.string().nullable(),
  createdAt: at,
  erasedAt: at.nullable().meta({ description: 'the person was erased; the id stays, so that past sales add up' }),
});
export type BuyerView = z.infer<typeof buyerView>;

export const buyerSummaryView = z.strictObject({
  id,
  name: z.string(),
  company: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  city: z.string(),
  groupId: id.nullable(),
  group: z.string().nullable(),
  taxExempt: z.boolean(),
  accountLimit,
});
export type BuyerSummaryView = z.infer<typeof buyerSummaryView>;

export const buyerGroupView = z.strictObject({ id, name: z.string(), buyers: z.int(), archived: z.boolean() });
export type BuyerGroupView = z.infer<typeof buyerGroupView>;

export const buyerNoteView = z.strictObject({ id, buyerId: id, text: z.string(), userName: z.string(), at });
export type BuyerNoteView = z.infer<typeof buyerNoteView>;

export const sameContactView = z.strictObject({
  buyerId: id,
  name: z.string(),
  contact: z.string().meta({ description: 'the telephone number or e-mail that both have' }),
});
export type SameContactView = z.infer<typeof sameContactView>;

export const accountView = z.strictObject({
  limit: money.meta({ description: 'what may be owed' }),
  owed: money.meta({ description: 'what is; less than nothing when more was paid than owed' }),
});
export type AccountView = z.infer<typeof accountView>;

export const statementEntry = z.strictObject({
  id: id.meta({ description: 'of the payment' }),
  at,
  orderId: id,
  receiptNumber: z.string(),
  amount: money.meta({ description: 'what it added to what is owed; less than nothing when money came in' }),
  takenBack: z.boolean().meta({ description: 'it undoes an earlier entry' }),
  balance: money.meta({ description: 'what was owed after it' }),
});
export type StatementEntry = z.infer<typeof statementEntry>;

const saved = z.strictObject({
  buyer: buyerView,
  sameContacts: z
    .array(sameContactView)
    .meta({ description: 'who else has one of these numbers or e-mails. A warning, no wall' }),
});
const revision = z.int().min(1);

export const buyers = {
  getBuyers: query({
    access: 'clerk',
    summary:
      'A page of customers. `text`: words in any order, prefixes, accents ignored, in name, company, telephone digits, e-mail and city',
    input: z.strictObject({ ...paging, text: soughtText(200).optional(), groupId: id.optional() }),
    output: pageOf(buyerSummaryView),
  }),
  getBuyerById: query({
    access: 'clerk',
    summary: 'One customer; of an erased one the id alone is left',
    input: z.strictObject({ buyerId: id }),
    output: buyerView,
  }),
  createBuyer: command({
    access: 'clerk',
    summary: 'Creates a customer. Card numbers in its texts are masked',
    input: z.strictObject({ id, ...person }),
    output: saved,
    changes: ['buyers'],
  }),
  updateBuyer: command({
    access: 'clerk',
    summary: 'Edits name, contacts and addresses; never group, tax exemption or account',
    input: z.strictObject({ buyerId: id, revision, ...person }),
    output: saved,
    changes: ['buyers'],
  }),
  setBuyerTerms: command({
    access: 'clerk',
    summary:
      'Sets what a customer is granted: group, account limit (both a manager’s), tax exemption (by the limits of the role)',
    input: z.strictObject({ buyerId: id, revision, ...terms }),
    output: buyerView,
    changes: ['buyers', 'basket'],
  }),
  getBuyerNotes: query({
    access: 'clerk',
    summary: 'The notes on a customer, newest first',
    input: z.strictObject({ ...paging, buyerId: id }),
    output: pageOf(buyerNoteView),
  }),
  addBuyerNote: command({
    access: 'clerk',
    summary: 'Adds a note to a customer. Card numbers in it are masked',
    input: z.strictObject({ id, buyerId: id, text: note.min(1) }),
    output: buyerNoteView,
    changes: ['buyers'],
  }),
  getAccount: query({
    access: 'clerk',
    summary: 'What a customer owes, and may owe',
    input: z.strictObject({ buyerId: id }),
    output: accountView,
  }),
  getStatement: query({
    access: 'clerk',
    summary: 'What was put on a customer’s account and paid off it, newest first, with the balance after each',
    input: z.strictObject({ ...paging, buyerId: id }),
    output: pageOf(statementEntry),
  }),
  exportBuyer: query({
    access: 'manager',
    summary: 'Everything the shop keeps of a customer, to be handed to that person',
    input: z.strictObject({ buyerId: id }),
    output: z.strictObject({ exportedAt: at, shop: z.string(), buyer: buyerView, notes: z.array(buyerNoteView) }),
  }),
  eraseBuyer: command({
    access: 'manager',
    summary: 'Removes a person’s data for good; the id stays. See docs/decisions/0004',
    input: z.strictObject({ buyerId: id }),
    output: z.strictObject({ buyerId: id, erasedAt: at }),
    changes: ['buyers', 'basket'],
  }),
  getBuyerGroups: query({ access: 'clerk', summary: 'All groups, by name', input: nothing, output: z.array(buyerGroupView) }),
  createBuyerGroup: command({
    access: 'manager',
    summary: 'Creates a group; an archived one of this name is taken up again',
    input: z.strictObject({ id, name }),
    output: buyerGroupView,
    changes: ['buyers'],
  }),
  updateBuyerGroup: command({
    access: 'manager',
    summary: 'Renames a group',
    input: z.strictObject({ groupId: id, name }),
    output: buyerGroupView,
    changes: ['buyers'],
  }),
  deleteBuyerGroup: command({
    access: 'manager',
    summary: 'Deletes a group; one that customers are in is archived instead',
    input: z.strictObject({ groupId: id }),
    output: z.strictObject({ outcome: z.enum(['deleted', 'archived']) }),
    changes: ['buyers'],
  }),
};
