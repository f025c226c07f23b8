import { type UseFormReturnType, useForm } from '@mantine/form';
import { CallError } from '../../client.ts';
import { emailProblem, phoneProblem } from '../../components/buyers/contact-rules.ts';
import { showError } from '../../components/show-error.ts';
import { signal } from '../../signal.ts';
import type { CustomerValues } from './customer-values.ts';

export type CustomerFormApi = UseFormReturnType<CustomerValues>;

const orEmpty = (problem: (value: string) => string | null) => (value: string) => (value.trim() ? problem(value) : null);

export const useCustomerForm = (initialValues: CustomerValues): CustomerFormApi =>
  useForm<CustomerValues>({
    initialValues,
    validate: {
      name: (value) => (value.trim() ? null : 'Enter the name.'),
      // A rule for a list of plain values goes by their places.
      phones: (values) => firstProblem(values, orEmpty(phoneProblem)),
      emails: (values) => firstProblem(values, orEmpty(emailProblem)),
    },
  });

/** The problem of the first line that has one; the field finds the line by asking again. */
const firstProblem = (values: readonly string[], problem: (value: string) => string | null): string | null =>
  values.map(problem).find((found) => found !== null) ?? null;

/** Puts the focus on the first field that does not fit. */
export const toFirstError = (form: CustomerFormApi, errors: object): void => {
  const field = Object.keys(errors)[0] ?? '';
  const node = form.getInputNode(field) ?? document.querySelector<HTMLElement>(`[data-lines="${field}"] [aria-invalid="true"]`);
  node?.focus();
};

/** Shows a refusal at the field that it is about, or else as a notice. */
export const showRefusal = (form: CustomerFormApi, error: unknown): void => {
  const path = error instanceof CallError && error.code === 'shared/invalid-input' ? String(error.details['path']) : '';
  const field = path.split('.')[0] ?? '';
  if (!(field in form.values)) {
    showError(error);
    return;
  }
  signal('error');
  form.setFieldError(
    field,
    'This does not fit. It may be too long, or hold a character or a card number that has no place here.',
  );
  form.getInputNode(field)?.focus();
};
