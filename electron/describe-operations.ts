import { z } from 'zod';
import { operations } from '../domain/contract/index.ts';
import { ERROR_CODES } from '../domain/shared/errors.ts';

/** The contract as data: every operation with its JSON Schema (draft 2020-12), and every code that can be answered. */
export const describeOperations = (): unknown => ({
  operations: Object.fromEntries(
    [...operations].map(([name, { kind, access, summary, changes, input, output }]) => [
      name,
      {
        kind,
        access,
        summary,
        changes,
        input: z.toJSONSchema(input, { io: 'input' }),
        output: z.toJSONSchema(output, { io: 'output' }),
      },
    ]),
  ),
  errorCodes: ERROR_CODES,
});
