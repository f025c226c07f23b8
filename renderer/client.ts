import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import type { ErrorCode, ErrorDetails } from '../domain/shared/errors.ts';
import { askForApproval } from './approval/approval-requests.ts';
import { transport } from './transport/index.ts';

/** A refusal, as the screens meet it. `code` has a text in `error-texts.ts`. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    this.details = details;
  }
}

/**
 * Calls one operation of the contract; throws {@link CallError} when it was refused. What is above the role's limit is asked of a manager
 * first, and called again with their approval.
 */
export const call = async <N extends OperationName>(operation: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
  let approvalId: string | undefined;
  for (;;) {
    const answer = await transport.call(operation, input, approvalId);
    if (answer.ok) return answer.value as OutputOf<N>;
    const { code, message, details } = answer.error;
    approvalId = code === 'shared/approval-needed' ? await askForApproval({ operation, input, details }) : undefined;
    if (approvalId === undefined) throw new CallError(code, message, details);
  }
};
