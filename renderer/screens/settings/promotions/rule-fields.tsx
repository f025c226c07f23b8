import { ActionIcon, Button, Group, NumberInput, Stack, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { MoneyInput } from '../../../components/money-input.tsx';
import { PercentInput } from '../../../components/percent-input.tsx';
import { useShop } from '../../../queries/session.ts';
import { newPart, type Part, type PromotionValues } from './promotion-values.ts';
import { TargetField } from './target-field.tsx';

interface RuleFieldsProps {
  readonly values: PromotionValues;
  readonly set: (part: Partial<PromotionValues>) => void;
}

const MOST_PARTS = 10;
const MILLION = 1_000_000;

const Units = ({
  label,
  value,
  onChange,
  min,
}: {
  label: string;
  value: number | string;
  onChange: (value: number | string) => void;
  min: number;
}) => (
  <NumberInput
    label={label}
    w={140}
    min={min}
    max={10_000}
    allowDecimal={false}
    allowNegative={false}
    value={value}
    onChange={onChange}
  />
);

/** The fields of the chosen kind. */
export const RuleFields = ({ values, set }: RuleFieldsProps) => {
  const { currency } = useShop();
  const { kind, target, percentPpm, money, from, every, cheapest, parts } = values;
  const percent = (
    <PercentInput label="Percent off" w={160} value={percentPpm} onChange={(value) => set({ percentPpm: value })} />
  );
  const price = (label: string) => (
    <MoneyInput label={label} w={200} currency={currency} value={money} onChange={(value) => set({ money: value })} />
  );
  const goods = <TargetField target={target} onChange={(value) => set({ target: value })} />;
  switch (kind) {
    case 'percent-off':
      return (
        <Stack>
          {percent}
          {goods}
        </Stack>
      );
    case 'amount-off':
      return (
        <Stack>
          {price('Off each unit')}
          {goods}
        </Stack>
      );
    case 'quantity-price':
      return (
        <Stack>
          <Group>
            <Units label="From so many" min={2} value={from} onChange={(value) => set({ from: value })} />
            {price('Price of each')}
          </Group>
          {goods}
        </Stack>
      );
    case 'group-percent':
      return (
        <Stack>
          <Group>
            <Button variant="default" onClick={() => set({ every: 3, cheapest: 1, percentPpm: MILLION })}>
              3 for 2
            </Button>
            <Button variant="default" onClick={() => set({ every: 2, cheapest: 1, percentPpm: MILLION / 2 })}>
              Second at half price
            </Button>
          </Group>
          <Group align="flex-start">
            <Units label="Of every" min={2} value={every} onChange={(value) => set({ every: value })} />
            <Units label="the cheapest" min={1} value={cheapest} onChange={(value) => set({ cheapest: value })} />
            {percent}
          </Group>
          {goods}
        </Stack>
      );
    case 'bundle-price':
      return (
        <Stack>
          {price('Price together')}
          {parts.map((part, at) => (
            <PartField
              key={part.key}
              part={part}
              name={`Part ${at + 1}`}
              onChange={(changed) => set({ parts: parts.map((one) => (one.key === part.key ? changed : one)) })}
              remove={parts.length > 1 ? () => set({ parts: parts.filter((one) => one.key !== part.key) }) : undefined}
            />
          ))}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={20} />}
              disabled={parts.length >= MOST_PARTS}
              onClick={() => set({ parts: [...parts, newPart()] })}
            >
              One more part
            </Button>
          </div>
        </Stack>
      );
  }
};

interface PartFieldProps {
  readonly part: Part;
  readonly name: string;
  readonly onChange: (part: Part) => void;
  readonly remove: (() => void) | undefined;
}

const PartField = ({ part, name, onChange, remove }: PartFieldProps) => (
  <Stack className="till-panel" p="md" role="group" aria-label={name}>
    <Group justify="space-between">
      <Text fw={600}>{name}</Text>
      {remove && (
        <ActionIcon aria-label={`Take ${name} out`} onClick={remove}>
          <IconTrash size={20} />
        </ActionIcon>
      )}
    </Group>
    <Units label="So many" min={1} value={part.units} onChange={(units) => onChange({ ...part, units })} />
    <TargetField target={part.target} onChange={(target) => onChange({ ...part, target })} />
  </Stack>
);
