import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import type { ErrorCode, ErrorDetails } from '../domain/shared/errors.ts';
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

/** Calls one operation of the contract; throws {@link CallError} when it was refused. */
export const call = async <N extends OperationName>(operation: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
  const answer = await transport.call(operation, input);
  if (answer.ok) return answer.value as OutputOf<N>;
  throw new CallError(answer.error.code, answer.error.message, answer.error.details);
};
