import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { parsePercent, toPercent } from './percent.ts';

interface PercentInputProps extends Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> {
  /** Parts per million. */
  readonly value: number | null;
  /** null while the text is no percentage. */
  readonly onChange: (value: number | null) => void;
}

/** A percentage as people type it; what it holds is parts per million. */
export const PercentInput = ({ value, onChange, ...rest }: PercentInputProps) => {
  const [text, setText] = useState(value === null ? '' : toPercent(value));
  // The text stays as typed while it means the value; a value from outside replaces it.
  const shown = value !== null && value !== parsePercent(text) ? toPercent(value) : text;
  const isWrong = shown.trim() !== '' && parsePercent(shown) === undefined;
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={<span className="till-unit">%</span>}
      {...rest}
      error={rest.error ?? (isWrong ? 'Not a percentage up to 100' : undefined)}
      value={shown}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(parsePercent(currentTarget.value) ?? null);
      }}
    />
  );
};
