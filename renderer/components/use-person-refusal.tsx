import { Alert } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { errorText } from '../error-texts.ts';
import { signal } from '../signal.ts';
import { secretErrors } from './secret-rules.ts';

interface FormOfPerson {
  getInputNode(field: string): HTMLElement | null;
  setErrors(errors: Record<string, string>): void;
}

/**
 * What a form about a person was refused for: said at its field, which takes the focus, or else in a note of the form.
 * @param atFields what is to be said at which field; null: it is about none of them
 */
export const usePersonRefusal = (
  form: FormOfPerson,
  atFields: (error: unknown) => Record<string, string> | null = secretErrors,
) => {
  const [failure, setFailure] = useState<string | null>(null);
  const toFirst = (errors: object): void => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
  return {
    toFirst,
    forget: (): void => setFailure(null),
    refused(error: unknown): void {
      signal('error');
      const errors = atFields(error);
      if (!errors) setFailure(errorText(error));
      else {
        form.setErrors(errors);
        toFirst(errors);
      }
    },
    /** @param title what did not happen */
    note: (title: string): ReactNode =>
      failure !== null && (
        <Alert color="red" role="alert" title={title}>
          {failure}
        </Alert>
      ),
  };
};
