import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { TaxView } from '../../../domain/contract/pricing.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { PercentInput } from '../../components/percent-input.tsx';
import { FIRST_DAY } from '../../components/tax-rates.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand } from '../../queries/operations.ts';
import { FormFooter } from './form-footer.tsx';
import { ending, FormFrame } from './form-frame.tsx';

interface Row {
  readonly key: string;
  readonly fromDay: string;
  readonly ratePpm: number | null;
}

interface TaxFormProps {
  readonly tax: TaxView;
  readonly isNew: boolean;
  readonly taxes: readonly TaxView[];
  readonly close: () => void;
}

const blankRow = (fromDay: string): Row => ({ key: newId(), fromDay, ratePpm: null });

/** A tax: its name, and what it is from which day on. */
export const TaxForm = ({ tax, isNew, taxes, close }: TaxFormProps) => {
  const [name, setName] = useState(tax.name);
  const [rows, setRows] = useState<readonly Row[]>(
    tax.rates.length === 0 ? [blankRow(FIRST_DAY)] : tax.rates.map((rate) => ({ key: newId(), ...rate })),
  );
  const [isTried, setTried] = useState(false);
  const save = useCommand('pricing.saveTax');
  const remove = useCommand('pricing.deleteTax');
  useKeys('Tax', [{ key: 'Escape', does: 'Back to the taxes', run: close }]);
  const isTaken = taxes.some((other) => other.id !== tax.id && other.name === name.trim());
  const days = rows.map(({ fromDay }) => fromDay);
  const rates = rows.flatMap(({ fromDay, ratePpm }) => (fromDay === '' || ratePpm === null ? [] : [{ fromDay, ratePpm }]));
  const isWhole = rates.length === rows.length && new Set(days).size === days.length;
  const change = (key: string, part: Partial<Row>): void =>
    setRows(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const submit = (): void => {
    setTried(true);
    if (save.isPending || name.trim() === '' || isTaken || !isWhole) return;
    const sorted = rates.toSorted((a, b) => (a.fromDay < b.fromDay ? -1 : 1));
    save.mutate({ id: tax.id, name: name.trim(), rates: sorted }, ending(`${name.trim()} was saved`, close));
  };
  return (
    <FormFrame title={isNew ? 'A new tax' : tax.name} submit={submit}>
      <TextInput
        label="Name"
        description="As it stands on receipts"
        maxLength={200}
        autoFocus={isNew}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={isTried && (name.trim() === '' ? 'Give it a name.' : isTaken && 'Another tax has this name.')}
      />
      {rows.map(({ key, fromDay, ratePpm }, at) => (
        <Group key={key} align="flex-start" wrap="nowrap" role="group" aria-label={`Rate ${at + 1}`}>
          <PercentInput
            label="Rate"
            flex={1}
            value={ratePpm}
            onChange={(value) => change(key, { ratePpm: value })}
            error={isTried && ratePpm === null ? 'Enter the rate; 0 for none.' : undefined}
          />
          {fromDay === FIRST_DAY ? (
            <Text mt={34} flex={1} c="dimmed">
              from the beginning
            </Text>
          ) : (
            <TextInput
              label="From"
              type="date"
              flex={1}
              value={fromDay}
              onChange={({ currentTarget }) => change(key, { fromDay: currentTarget.value })}
              error={
                isTried &&
                (fromDay === '' ? 'Choose the day.' : days.indexOf(fromDay) !== at && 'Another rate begins on this day.')
              }
            />
          )}
          {rows.length > 1 && (
            <ActionIcon
              mt={28}
              aria-label={`Take rate ${at + 1} off`}
              onClick={() => setRows(rows.filter((row) => row.key !== key))}
            >
              <IconTrash size={20} />
            </ActionIcon>
          )}
        </Group>
      ))}
      <div>
        <Button variant="default" leftSection={<IconPlus size={20} />} onClick={() => setRows([...rows, blankRow('')])}>
          The rate changes on a day
        </Button>
      </div>
      <FormFooter saving={save.isPending} close={close} of={tax} {...(!isNew && { remove })} />
    </FormFrame>
  );
};
