import type { ErrorCode, ErrorDetails } from '../shared/errors.ts';

/** What every host answers: Electron strips a thrown error to one line of text, so nothing is thrown across the wire. */
export type Answer<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: ErrorDetails };
    };
