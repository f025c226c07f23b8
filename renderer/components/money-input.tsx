import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { type Money, parseDecimal, toDecimal } from '../../domain/shared/money.ts';

interface MoneyInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  readonly currency: string;
  readonly value: Money | null;
  /** null while the text is no amount. */
  readonly onChange: (value: Money | null) => void;
}

/** An amount as people type it; what it holds is whole minor units. */
export const MoneyInput = ({ currency, value, onChange, ...rest }: MoneyInputProps) => {
  const [text, setText] = useState(value ? toDecimal(value) : '');
  // The text stays as typed while it means the value; a value from outside replaces it.
  const meant = parseDecimal(text, currency);
  const shown = value && value.amount !== meant?.amount ? toDecimal(value) : text;
  const isWrong = shown.trim() !== '' && !parseDecimal(shown, currency);
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      leftSection={<span className="till-unit">{currency}</span>}
      leftSectionWidth={56}
      {...rest}
      error={rest.error ?? (isWrong ? 'Not an amount' : undefined)}
      value={shown}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(parseDecimal(currentTarget.value, currency) ?? null);
      }}
    />
  );
};
