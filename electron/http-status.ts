import type { Answer } from '../domain/contract/answer.ts';
import type { ErrorCode } from '../domain/shared/errors.ts';

const STATUS: Partial<Record<ErrorCode, number>> = {
  'shared/invalid-input': 400,
  'shared/out-of-range': 400,
  'shared/currency-mismatch': 400,
  'shared/not-signed-in': 401,
  'identity/wrong-credentials': 401,
  'shared/forbidden': 403,
  'shared/approval-needed': 403,
  'shared/approval-invalid': 403,
  'shared/unknown-operation': 404,
  'shared/locked': 423,
  'identity/too-many-attempts': 429,
  'shared/internal': 500,
  'shared/database-damaged': 500,
  'shared/database-foreign': 500,
  'shared/database-newer': 500,
  'shared/database-busy': 503,
  'shared/disk-full': 507,
};

/** For proxies and logs; a caller reads the code. A refusal that has no status of its own is a conflict with what is stored. */
export const httpStatusOf = (answer: Answer): number => {
  if (answer.ok) return 200;
  const { code } = answer.error;
  return STATUS[code] ?? (code.endsWith('-not-found') ? 404 : 409);
};
