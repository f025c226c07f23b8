import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import type { TenderRules } from '../../../domain/contract/payment.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { CURRENCIES } from '../../components/currencies.ts';
import { parseRate, toRate } from '../../components/rate.ts';

type Rates = TenderRules['foreignCurrencies'];

/** A currency and its rate as it is being typed. */
export interface RateRow {
  readonly key: string;
  readonly currency: string | null;
  readonly text: string;
}

const MOST = 20;

export const rowsOf = (rates: Rates): readonly RateRow[] =>
  rates.map(({ currency, rateMicros }) => ({ key: newId(), currency, text: toRate(rateMicros) }));

/** What the rows mean; undefined while one of them is not whole, is named twice, or is the shop’s own. */
export const ratesOf = (rows: readonly RateRow[], own: string): Rates | undefined => {
  const rates = rows.flatMap(({ currency, text }) => {
    const rateMicros = parseRate(text);
    return currency === null || currency === own || rateMicros === undefined ? [] : [{ currency, rateMicros }];
  });
  const isWhole = rates.length === rows.length && new Set(rates.map(({ currency }) => currency)).size === rates.length;
  return isWhole ? rates : undefined;
};

interface CurrencyRatesProps {
  readonly rows: readonly RateRow[];
  readonly onChange: (rows: readonly RateRow[]) => void;
  /** The shop’s currency. */
  readonly own: string;
  readonly isTried: boolean;
  readonly isReadOnly: boolean;
}

/** The currencies that the shop takes beside its own. */
export const CurrencyRates = ({ rows, onChange, own, isTried, isReadOnly }: CurrencyRatesProps) => {
  const asText = isReadOnly ? ({ readOnly: true, variant: 'filled' } as const) : {};
  const change = (key: string, part: Partial<RateRow>): void =>
    onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  return (
    <Stack gap="sm">
      {rows.length === 0 && <Text c="dimmed">No other currency is taken.</Text>}
      {rows.map(({ key, currency, text }) => {
        const taken = new Set(rows.filter((row) => row.key !== key).map((row) => row.currency));
        const isWrong = text.trim() !== '' && parseRate(text) === undefined;
        return (
          <Group key={key} align="flex-start" wrap="nowrap" role="group" aria-label={currency ?? 'New currency'}>
            <Select
              label="Currency"
              flex={1}
              searchable
              allowDeselect={false}
              {...asText}
              data={CURRENCIES.filter(({ value }) => value !== own && !taken.has(value))}
              value={currency}
              onChange={(value) => change(key, { currency: value })}
              error={isTried && currency === null && 'Choose one.'}
            />
            <TextInput
              label={`1 ${currency ?? '…'} is, in ${own}`}
              w={170}
              inputMode="decimal"
              autoComplete="off"
              {...asText}
              value={text}
              onChange={({ currentTarget }) => change(key, { text: currentTarget.value })}
              error={isWrong ? 'Not a rate, such as 0.92' : isTried && text.trim() === '' && 'Enter the rate.'}
            />
            {!isReadOnly && (
              <ActionIcon
                mt={28}
                aria-label={`Take ${currency ?? 'this currency'} no more`}
                onClick={() => onChange(rows.filter((row) => row.key !== key))}
              >
                <IconTrash size={20} />
              </ActionIcon>
            )}
          </Group>
        );
      })}
      {!isReadOnly && rows.length < MOST && (
        <Group>
          <Button
            variant="default"
            leftSection={<IconPlus size={20} />}
            onClick={() => onChange([...rows, { key: newId(), currency: null, text: '' }])}
          >
            Add a currency
          </Button>
        </Group>
      )}
    </Stack>
  );
};
