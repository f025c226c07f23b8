import { z } from 'zod';
import { ERROR_CODES, type ErrorCode } from '../domain/shared/errors.ts';
import { CallError } from '../renderer/call-error.ts';
import { OFFICE_API, type OfficeInput, type OfficeOperation, type OfficeOutput, officeApi } from '../sync/hub/office-api.ts';

const TIMEOUT_MS = 30_000;

const refused = z.object({
  error: z.object({
    code: z.enum(ERROR_CODES),
    message: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).default({}),
  }),
});

/** For a refusal that says no code of ours. */
const codeOf = (status: number): ErrorCode => {
  if (status === 401) return 'shared/not-signed-in';
  if (status === 403) return 'shared/forbidden';
  if (status === 429) return 'identity/too-many-attempts';
  if (status === 400 || status === 422) return 'shared/invalid-input';
  return status >= 500 ? 'shared/internal' : 'sync/not-a-hub';
};

const retryAfterMs = (response: Response): number => Number(response.headers.get('retry-after') ?? 0) * 1000 || 0;

const post = async (operation: OfficeOperation, input: unknown): Promise<Response> => {
  try {
    return await fetch(`${OFFICE_API}${operation}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(input),
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    });
  } catch {
    throw new CallError('sync/unreachable', 'the hub does not answer', {});
  }
};

/** Calls one operation of the hub; throws {@link CallError} when it was refused or nothing answers. */
export const ask = async <N extends OfficeOperation>(operation: N, input: OfficeInput<N>): Promise<OfficeOutput<N>> => {
  const response = await post(operation, input);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const output = officeApi[operation].output.safeParse(body);
    // Something between here and the hub answered for it.
    if (!output.success) throw new CallError('sync/not-a-hub', output.error.message, {});
    return output.data as OfficeOutput<N>;
  }
  const wait = retryAfterMs(response);
  const { error } = refused.safeParse(body).data ?? {};
  throw new CallError(error?.code ?? codeOf(response.status), error?.message ?? response.statusText, {
    ...error?.details,
    ...(wait > 0 && { retryAfterMs: wait }),
  });
};
