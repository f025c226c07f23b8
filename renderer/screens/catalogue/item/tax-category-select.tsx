import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { categoryText } from '../../../components/tax-rates.ts';
import { useOperation } from '../../../queries/operations.ts';

interface TaxCategorySelectProps {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly error?: ReactNode;
}

/** Which taxes an item bears. */
export const TaxCategorySelect = ({ label, value, onChange, error }: TaxCategorySelectProps) => {
  const taxes = useOperation('pricing.getTaxes', {});
  const categories = taxes.data?.categories ?? [];
  const usual = categories.find(({ isDefault }) => isDefault);
  return (
    <Select
      label={label}
      placeholder={usual && taxes.data ? `As usual: ${categoryText(taxes.data, usual)}` : 'As usual'}
      clearable
      data={taxes.data ? categories.map((one) => ({ value: one.id, label: categoryText(taxes.data, one) })) : []}
      value={value}
      onChange={onChange}
      error={error}
    />
  );
};

/** The category of an item in words; the usual one where it has none of its own. */
export const TaxCategoryText = ({ id }: { readonly id: string | null }) => {
  const taxes = useOperation('pricing.getTaxes', {});
  const category = taxes.data?.categories.find((one) => (id === null ? one.isDefault : one.id === id));
  return category && taxes.data ? categoryText(taxes.data, category) : '–';
};
