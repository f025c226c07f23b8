import { z } from 'zod';
import { query } from './operation.ts';
import { id, nothing } from './schemas.ts';

const unresolved = z.strictObject({
  paymentId: id,
  orderId: id,
  receiptNumber: z.string(),
  status: z.enum(['Pending', 'Unknown']),
});

export const till = {
  getStatus: query({
    access: 'clerk',
    summary: 'This register: its name, what waits to be sent, and payments that someone has to resolve',
    input: nothing,
    output: z.strictObject({
      registerCode: z.string(),
      version: z.string(),
      waitingEvents: z.int(),
      unresolvedPayments: z.array(unresolved),
    }),
  }),
};
