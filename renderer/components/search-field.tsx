import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { Ref } from 'react';

interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange' | 'label'> {
  readonly label: string;
  /** Shows the label above the field; otherwise it is the placeholder and the name for screen readers. */
  readonly labelShown?: boolean;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

export const SearchField = ({ label, labelShown = false, value, onChange, ...rest }: SearchFieldProps) => (
  <TextInput
    type="search"
    autoComplete="off"
    spellCheck={false}
    leftSection={<IconSearch size={20} aria-hidden="true" />}
    {...(labelShown ? { label } : { 'aria-label': label, placeholder: label })}
    {...rest}
    value={value}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
    rightSection={value && <CloseButton aria-label="Clear the search" onClick={() => onChange('')} />}
  />
);
