import { Alert, Checkbox, Group, MultiSelect, Select, Switch, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import type { PromotionView } from '../../../../domain/contract/pricing.ts';
import { useNames } from '../../../components/names/use-names.ts';
import { useKeys } from '../../../keys/keys.ts';
import { useCommand } from '../../../queries/operations.ts';
import { FormFooter } from '../form-footer.tsx';
import { ending, FormFrame } from '../form-frame.tsx';
import { ruleText, weekdayName } from './promotion-text.ts';
import { type Kind, type PromotionValues, promotionOf, valuesOf } from './promotion-values.ts';
import { RuleFields } from './rule-fields.tsx';

const KINDS: readonly { value: Kind; label: string }[] = [
  { value: 'percent-off', label: 'Percent off' },
  { value: 'amount-off', label: 'Amount off each unit' },
  { value: 'quantity-price', label: 'Price from a quantity' },
  { value: 'group-percent', label: 'n for m, or the second cheaper' },
  { value: 'bundle-price', label: 'A bundle at one price' },
];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day) }));

interface PromotionFormProps {
  readonly promotion: PromotionView;
  readonly nameOf: (id: string) => string;
  readonly close: () => void;
}

/** One promotion: what it does, when and for whom. */
export const PromotionForm = ({ promotion, nameOf, close }: PromotionFormProps) => {
  const groups = useNames('group');
  const [values, setValues] = useState<PromotionValues>(() => valuesOf(promotion));
  const [isTried, setTried] = useState(false);
  const save = useCommand('pricing.savePromotion');
  const remove = useCommand('pricing.deletePromotion');
  useKeys('Promotion', [{ key: 'Escape', does: 'Back to the promotions', run: close }]);
  const set = (part: Partial<PromotionValues>): void => setValues({ ...values, ...part });
  const isNew = promotion.revision === 0;
  const made = promotionOf(values, promotion);
  const text = (field: 'name' | 'fromDay' | 'toDay' | 'fromTime' | 'toTime') => ({
    value: values[field],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) => set({ [field]: currentTarget.value }),
  });
  const submit = (): void => {
    setTried(true);
    if (!made || save.isPending) return;
    save.mutate(made, ending(`${made.name} was saved`, close));
  };
  return (
    <FormFrame title={isNew ? 'A new promotion' : promotion.name} width={720} submit={submit}>
      <TextInput
        label="Name"
        description="As it stands on receipts"
        maxLength={200}
        autoFocus={isNew}
        {...text('name')}
        error={isTried && values.name.trim() === '' && 'Give it a name.'}
      />
      <Select
        label="What it does"
        data={KINDS}
        allowDeselect={false}
        value={values.kind}
        onChange={(kind) => kind && set({ kind })}
      />
      <RuleFields values={values} set={set} />
      <Text fw={550} role="status">
        {made ? ruleText(made.rule, nameOf) : ''}
      </Text>
      <Title order={3} size="h5">
        When and for whom
      </Title>
      <Group grow>
        <TextInput label="From the day" type="date" {...text('fromDay')} />
        <TextInput label="To the day" type="date" {...text('toDay')} />
        <TextInput label="From the hour" type="time" {...text('fromTime')} />
        <TextInput label="To the hour" type="time" {...text('toTime')} />
      </Group>
      <Checkbox.Group
        label="Days of the week"
        description="None chosen: every day"
        value={[...values.weekdays]}
        onChange={(weekdays) => set({ weekdays })}
      >
        <Group mt="xs">
          {WEEKDAYS.map(({ value, label }) => (
            <Checkbox key={value} size="md" value={value} label={label} />
          ))}
        </Group>
      </Checkbox.Group>
      <MultiSelect
        label="Customer groups"
        description="None chosen: everyone"
        data={groups.options}
        clearable
        value={[...values.buyerGroupIds]}
        onChange={(buyerGroupIds) => set({ buyerGroupIds })}
      />
      <Switch label="It runs" checked={values.active} onChange={({ currentTarget }) => set({ active: currentTarget.checked })} />
      {isTried && !made && (
        <Alert color="red" role="alert">
          Fill in what it does: every number above zero, both hours or none, and fewer cheaper ones than there are in a group.
        </Alert>
      )}
      <FormFooter saving={save.isPending} close={close} of={promotion} {...(!isNew && { remove })} />
    </FormFrame>
  );
};
