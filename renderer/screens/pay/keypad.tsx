import { Button } from '@mantine/core';
import { IconBackspace } from '@tabler/icons-react';
import { MAX_AMOUNT, type Money } from '../../../domain/shared/money.ts';

interface KeypadProps {
  readonly value: Money | null;
  readonly currency: string;
  readonly onChange: (value: Money | null) => void;
  readonly disabled: boolean;
}

const KEYS = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', '00'] as const;

/** For fingers: digits move in from the right, in the smallest unit, as on a cash register. */
export const Keypad = ({ value, currency, onChange, disabled }: KeypadProps) => {
  const amount = value?.amount ?? 0;
  const press = (key: string): void => {
    const next = amount * 10 ** key.length + Number(key);
    if (next <= MAX_AMOUNT) onChange({ amount: next, currency });
  };
  return (
    <div className="till-keypad" role="group" aria-label="Number pad">
      {KEYS.map((key) => (
        <Button key={key} variant="default" tabIndex={-1} disabled={disabled} onClick={() => press(key)}>
          {key}
        </Button>
      ))}
      <Button
        variant="default"
        tabIndex={-1}
        disabled={disabled}
        aria-label="Delete the last digit"
        onClick={() => onChange(amount < 10 ? null : { amount: Math.floor(amount / 10), currency })}
      >
        <IconBackspace size={24} aria-hidden="true" />
      </Button>
    </div>
  );
};
