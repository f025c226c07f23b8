import type { ErrorCode, ErrorDetails } from '../domain/shared/errors.ts';

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
