import { type UseFormReturnType, useForm } from '@mantine/form';
import { CallError } from '../../../client.ts';
import { FIELD_NAMES } from '../../../components/item-field-names.ts';
import { showError } from '../../../components/show-error.ts';
import { errorText } from '../../../error-texts.ts';
import { signal } from '../../../signal.ts';
import type { ItemValues } from './item-values.ts';

export type ItemFormApi = UseFormReturnType<ItemValues>;

const whole = (value: number | string): string | null => (value === '' ? 'Enter a whole number; 0 for none.' : null);

export const useItemForm = (initialValues: ItemValues): ItemFormApi =>
  useForm<ItemValues>({
    initialValues,
    validate: {
      name: (value) => (value.trim() ? null : 'Give the item a name.'),
      price: (value) => (value ? null : 'Enter the price, for example 2.50.'),
      restockThreshold: whole,
      maxStockThreshold: whole,
      openingStock: whole,
    },
  });

/** What a field of ours needs of the form, typed: `getInputProps` knows no types. */
export const bind = <K extends 'price' | 'catalogTypeId' | 'catalogBrandId' | 'taxCategoryId' | 'barcodes'>(
  form: ItemFormApi,
  field: K,
) => ({
  value: form.values[field],
  error: form.errors[field],
  onChange: (value: ItemValues[K]) => form.setFieldValue(field, value as never),
  'data-path': field,
});

/** Shows a refusal at the field that it is about, or else as a notice. */
export const showRefusal = (form: ItemFormApi, error: unknown): void => {
  const found = error instanceof CallError ? fieldOf(error) : null;
  if (!found) {
    showError(error);
    return;
  }
  signal('error');
  form.setFieldError(found.field, found.text);
  form.getInputNode(found.field)?.focus();
};

const fieldOf = (error: CallError): { readonly field: keyof ItemValues; readonly text: string } | null => {
  const { barcode, name, archived, path } = error.details;
  switch (error.code) {
    case 'catalog/barcode-taken':
      return {
        field: 'barcodes',
        text: `${barcode} is on ${name}${archived ? ', which is archived' : ''}. Remove it here or there.`,
      };
    case 'catalog/barcode-like-card':
      return { field: 'barcodes', text: errorText(error) };
    case 'catalog/type-not-found':
      return { field: 'catalogTypeId', text: errorText(error) };
    case 'catalog/brand-not-found':
      return { field: 'catalogBrandId', text: errorText(error) };
    case 'catalog/currency-not-of-shop':
      return { field: 'price', text: errorText(error) };
    case 'shared/invalid-input': {
      const field = String(path).split('.')[0] ?? '';
      return field in FIELD_NAMES || field === 'openingStock'
        ? {
            field: field as keyof ItemValues,
            text: 'This does not fit. It may be too long, too large or hold a character that is not allowed.',
          }
        : null;
    }
    default:
      return null;
  }
};
