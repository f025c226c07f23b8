import { Button, Checkbox, Group, Select, SimpleGrid, Switch, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { PAYMENT_METHODS, type TenderRules } from '../../../domain/contract/payment.ts';
import type { PricingRules } from '../../../domain/contract/pricing.ts';
import { type Money, money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { METHOD_NAMES } from '../../components/payment-methods.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay, useShop } from '../../queries/session.ts';
import { CurrencyRates, type RateRow, ratesOf, rowsOf } from './currency-rates.tsx';
import { FormFrame, OwnersOnly } from './form-frame.tsx';

const ROUNDING_NAMES: readonly { value: PricingRules['cashRounding']; label: string }[] = [
  { value: 'nearest', label: 'To the nearest' },
  { value: 'down', label: 'Down, for the customer' },
  { value: 'up', label: 'Up' },
];

/** Which tenders the shop takes, and by which rules. */
export const TendersSection = () => {
  const tenders = useOperation('payment.getTenderRules', {});
  const pricing = useOperation('pricing.getRules', {});
  const error = tenders.error ?? pricing.error;
  if (tenders.data && pricing.data) return <TendersForm saved={tenders.data} pricing={pricing.data} />;
  return error ? <ErrorState error={error} /> : <LoadingState />;
};

const TendersForm = ({ saved, pricing }: { readonly saved: TenderRules; readonly pricing: PricingRules }) => {
  const { currency } = useShop();
  const isOwner = useMay('owner');
  const [methods, setMethods] = useState<readonly string[]>(saved.methods);
  const [tips, setTips] = useState(saved.tips);
  const [rows, setRows] = useState<readonly RateRow[]>(rowsOf(saved.foreignCurrencies));
  const [isBounded, bound] = useState(saved.voucherLimit !== null);
  const [limit, setLimit] = useState<Money | null>(saved.voucherLimit);
  const [coin, setCoin] = useState<Money | null>(money(pricing.cashStep, currency));
  const [mode, setMode] = useState(pricing.cashRounding);
  const [isTried, setTried] = useState(false);
  const saveTenders = useCommand('payment.setTenderRules');
  const savePricing = useCommand('pricing.setRules');
  // Not disabled: who may only look still gets to them by the keyboard.
  const asText = isOwner ? {} : ({ readOnly: true, variant: 'filled' } as const);
  const isSaving = saveTenders.isPending || savePricing.isPending;
  const rates = ratesOf(rows, currency);

  const save = async (): Promise<void> => {
    setTried(true);
    if (methods.length === 0 || !rates || (isBounded && !limit) || !coin || coin.amount < 1) return;
    const chosen = PAYMENT_METHODS.filter((method) => methods.includes(method));
    try {
      const voucherLimit = isBounded ? limit : null;
      await saveTenders.mutateAsync({ methods: chosen, tips, foreignCurrencies: rates, voucherLimit });
      if (coin.amount !== pricing.cashStep || mode !== pricing.cashRounding) {
        await savePricing.mutateAsync({ ...pricing, cashStep: coin.amount, cashRounding: mode });
      }
      showDone('The tenders were saved');
    } catch (error) {
      showError(error);
    }
  };

  return (
    <FormFrame title="Tenders" width={640} submit={() => void (!isSaving && save())}>
      {!isOwner && <OwnersOnly />}
      <Checkbox.Group
        label="The shop takes"
        value={[...methods]}
        onChange={setMethods}
        error={isTried && methods.length === 0 && 'Take at least one.'}
      >
        <SimpleGrid cols={2} mt="xs" verticalSpacing="xs">
          {PAYMENT_METHODS.map((method) => (
            <Checkbox key={method} size="md" value={method} label={METHOD_NAMES[method]} disabled={!isOwner} />
          ))}
        </SimpleGrid>
      </Checkbox.Group>
      <Switch
        label="A payment may hold a tip"
        checked={tips}
        disabled={!isOwner}
        onChange={({ currentTarget }) => setTips(currentTarget.checked)}
      />
      <Title order={3} size="h5">
        Cash
      </Title>
      <SimpleGrid cols={2}>
        <MoneyInput
          label="Smallest coin"
          description="What cash is rounded to"
          currency={currency}
          value={coin}
          onChange={setCoin}
          {...asText}
          error={isTried && (!coin || coin.amount < 1) && 'Enter the smallest coin.'}
        />
        <Select
          label="Rounding"
          description="Of the last cash payment of a sale"
          data={ROUNDING_NAMES}
          allowDeselect={false}
          value={mode}
          {...asText}
          onChange={(value) => value && setMode(value)}
        />
      </SimpleGrid>
      <Title order={3} size="h5">
        Foreign money
      </Title>
      <CurrencyRates rows={rows} onChange={setRows} own={currency} isTried={isTried} isReadOnly={!isOwner} />
      <Title order={3} size="h5">
        Vouchers
      </Title>
      <Switch
        label="Bound what this register takes of one voucher"
        description="It does not hear what other registers took of it while it is offline."
        checked={isBounded}
        disabled={!isOwner}
        onChange={({ currentTarget }) => bound(currentTarget.checked)}
      />
      {isBounded && (
        <MoneyInput
          label="At most of one voucher"
          currency={currency}
          value={limit}
          onChange={setLimit}
          {...asText}
          error={isTried && !limit && 'Enter how much.'}
        />
      )}
      {isOwner && (
        <Group justify="flex-end">
          {isTried && !rates && <Text c="var(--mantine-color-error)">Check the rates.</Text>}
          <Button type="submit" loading={isSaving}>
            Save
          </Button>
        </Group>
      )}
    </FormFrame>
  );
};
