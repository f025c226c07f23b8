import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { Money } from '../../../domain/shared/money.ts';
import { useIntent } from '../../components/intent.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';
import { useShop } from '../../queries/session.ts';
import { type Count, countedOf, emptyCount, worthOf } from './count.ts';
import { CountFields } from './count-fields.tsx';

interface FloatFormProps {
  /** What should lie in the drawer already. */
  readonly keptFloat: Money | null;
  readonly label: string;
  readonly close: () => void;
}

/** Counts the float, and opens the shift with it. */
export const FloatForm = ({ keptFloat, label, close }: FloatFormProps) => {
  const { currency } = useShop();
  const [count, setCount] = useState<Count>(() =>
    keptFloat ? { ...emptyCount(currency, false), sum: keptFloat } : emptyCount(currency),
  );
  const intent = useIntent();
  const open = useCommand('shifts.openShift');
  const submit = (): void => {
    const float = countedOf(count);
    open.mutate(
      { id: intent.idFor(float), float },
      {
        onSuccess: ({ number }) => {
          intent.done();
          showDone(`Shift ${number} is open with ${formatMoney(worthOf(count))}`);
          close();
        },
        onError: showError,
      },
    );
  };
  return (
    <form
      className="till-shift-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <CountFields label="Float" count={count} onChange={setCount} autoFocus />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Not now
        </Button>
        <Button type="submit" data-after-count loading={open.isPending}>
          {label}
        </Button>
      </Group>
    </form>
  );
};
