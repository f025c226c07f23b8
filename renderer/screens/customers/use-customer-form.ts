import { type UseFormReturnType, useForm } from '@mantine/form';
import { CallError } from '../../client.ts';
import { emailProblem, phoneProblem } from '../../components/buyers/contact-rules.ts';
import { showError } from '../../components/show-error.ts';
import { signal } from '../../signal.ts';
import type { CustomerValues } from './customer-values.ts';

export type CustomerFormApi = UseFormReturnType<CustomerValues>;

const orEmpty = (problem: (value: string) => string | null) => (value: string) => (value.trim() ? problem(value) : null);

const LINE_RULES = { phones: orEmpty(phoneProblem), emails: orEmpty(emailProblem) };

const firstProblem = (values: readonly string[], problem: (value: string) => string | null): string | null =>
  values.map(problem).find((found) => found !== null) ?? null;

export const useCustomerForm = (initialValues: CustomerValues): CustomerFormApi =>
  useForm<CustomerValues>({
    initialValues,
    validate: {
      name: (value) => (value.trim() ? null : 'Enter the name.'),
      phones: (values) => firstProblem(values, LINE_RULES.phones),
      emails: (values) => firstProblem(values, LINE_RULES.emails),
    },
  });

/** Puts the focus on the first field that does not fit; of a list, on the line. */
export const toFirstError = (form: CustomerFormApi, errors: object): void => {
  const field = Object.keys(errors)[0] ?? '';
  if (field !== 'phones' && field !== 'emails') {
    form.getInputNode(field)?.focus();
    return;
  }
  const line = form.values[field].findIndex((value) => LINE_RULES[field](value) !== null);
  document.querySelector<HTMLElement>(`[data-lines="${field}"] [data-line="${Math.max(0, line)}"] input`)?.focus();
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
  toFirstError(form, { [field]: true });
};
