import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import { askForApproval } from './approval/approval-requests.ts';
import { CallError } from './call-error.ts';
import { transport } from './transport/index.ts';

// What `call` throws.
export { CallError };

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
