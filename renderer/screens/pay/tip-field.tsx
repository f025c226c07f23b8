import { Button, Stack } from '@mantine/core';
import type { Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';

interface TipFieldProps {
  readonly currency: string;
  readonly value: Money | null;
  readonly onChange: (tip: Money | null) => void;
  readonly isBusy: boolean;
  /** What the customer may leave. */
  readonly change?: Money;
}

/** A tip on top, in shops that take them. */
export const TipField = ({ currency, value, onChange, isBusy, change }: TipFieldProps) => (
  <Stack gap="xs">
    <MoneyInput label="Tip" currency={currency} value={value} onChange={onChange} disabled={isBusy} />
    {change && (
      <Button variant="default" disabled={isBusy || change.amount === 0} onClick={() => onChange(change)}>
        Keep the change
      </Button>
    )}
  </Stack>
);
