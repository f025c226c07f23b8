import { z } from 'zod';
import { MAX_AMOUNT } from '../shared/money.ts';
import { command, query } from './operation.ts';
import { at, id, nothing } from './schemas.ts';

const never = z.literal(0);
const ppm = z.int().min(0).max(1_000_000).nullable().meta({ description: 'parts per million of the price; null: no bound' });
const minor = z.int().min(0).max(MAX_AMOUNT).nullable().meta({ description: 'minor units; null: no bound' });
const whether = never.nullable().meta({ description: '0: a manager approves each; null: alone' });

/** How far a role goes alone; 0: never. */
const bounds = z.strictObject({
  'price-change': ppm,
  discount: ppm,
  'return-without-receipt': minor,
  'refund-to-other-tender': minor,
  void: minor,
  'drawer-opening': whether,
  'paid-out': minor,
  'negative-stock': whether,
  'tax-exemption': whether,
  reprint: whether,
});

/** Owners have no bounds. */
export const limitRules = z.strictObject({ clerk: bounds, manager: bounds });
export type LimitRules = z.infer<typeof limitRules>;

export const approvals = {
  getLimits: query({
    access: 'clerk',
    summary: 'How far each role goes alone before a manager has to approve',
    input: nothing,
    output: limitRules,
  }),
  setLimits: command({
    access: 'owner',
    summary: 'Says how far each role goes alone',
    input: limitRules,
    output: limitRules,
    changes: ['till'],
  }),
  approve: command({
    access: 'clerk',
    summary:
      'A manager approves, with their PIN, one call that was refused with shared/approval-needed. The id goes beside that call: the same person, operation and input, within a minute, once',
    input: z.strictObject({
      operation: z.string().max(100),
      input: z.unknown(),
      approverId: id,
      pin: z.string().regex(/^\d{1,12}$/),
    }),
    output: z.strictObject({ approvalId: id, expiresAt: at }),
    changes: [],
  }),
};
