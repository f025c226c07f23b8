import { CallError } from '../call-error.ts';
import { errorText } from '../error-texts.ts';

export const PASSWORD_RULE = 'At least 10 characters, not your own name.';
export const PIN_RULE = 'Four to eight digits, no run like 1234 or 0000.';

const FIELDS: Readonly<Partial<Record<string, string>>> = {
  'identity/weak-password': 'password',
  'identity/weak-pin': 'pin',
  'identity/email-taken': 'email',
};

/** The refusal at the field that it is about; null when it is about none of them. */
export const secretErrors = (error: unknown): Record<string, string> | null => {
  const field = error instanceof CallError ? FIELDS[error.code] : undefined;
  return field ? { [field]: errorText(error) } : null;
};
