import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { BasketView } from '../../../domain/contract/basket.ts';
import type { Discount } from '../../../domain/contract/pricing.ts';
import type { Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { formatPercent } from '../../components/percent.ts';
import { PercentInput } from '../../components/percent-input.tsx';
import { ReasonField } from '../../components/reason-field.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useBasket } from '../../queries/basket.ts';
import { useShop } from '../../queries/session.ts';
import type { Line } from './basket-line.tsx';
import { reduce } from './reduce.ts';

/** What is made cheaper: one line, or the whole basket. */
export type Reduced = { readonly itemId: string } | 'basket';

interface ReduceDialogProps {
  readonly what: Reduced | null;
  readonly close: () => void;
}

/** A discount by hand, or a price by hand, with its reason. */
export const ReduceDialog = ({ what, close }: ReduceDialogProps) => {
  const basket = useBasket().data;
  const line = what === null || what === 'basket' ? undefined : basket?.lines.find(({ itemId }) => itemId === what.itemId);
  const isThere = basket !== undefined && (line !== undefined || what === 'basket');
  return (
    <Modal
      opened={what !== null && isThere}
      onClose={close}
      title={line ? `Price of ${line.name}` : 'Discount on the basket'}
      size="md"
      transitionProps={{ duration: 0 }}
    >
      {basket && isThere && <ReduceForm basket={basket} line={line} close={close} />}
    </Modal>
  );
};

const REASONS = ['Damaged', 'Price match', 'Regular customer', 'Staff'];
const PERCENTAGES = [50_000, 100_000, 200_000, 500_000];

type Way = 'percent' | 'amount' | 'price';

interface ReduceFormProps {
  readonly basket: BasketView;
  readonly line: Line | undefined;
  readonly close: () => void;
}

const ReduceForm = ({ basket, line, close }: ReduceFormProps) => {
  const { currency } = useShop();
  const given = (line ?? basket).byHand;
  const named = line && line.priceReason !== null ? line.unitPrice : null;
  const [way, setWay] = useState<Way>(named ? 'price' : given && 'amount' in given ? 'amount' : 'percent');
  const [percentPpm, setPercent] = useState<number | null>(given && 'percentPpm' in given ? given.percentPpm : null);
  const [amount, setAmount] = useState<Money | null>(given && 'amount' in given ? given.amount : null);
  const [price, setPrice] = useState<Money | null>(named);
  const [reason, setReason] = useState((named ? line?.priceReason : (line ?? basket).discountReason) ?? '');
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useKeys('Price and discount', [], { dialog: true });

  const value: Discount | { price: Money } | null = {
    percent: percentPpm !== null && percentPpm > 0 ? { percentPpm } : null,
    amount: amount !== null && amount.amount > 0 ? { amount } : null,
    price: price && { price },
  }[way];
  const missing = isTried && value === null ? 'Enter how much.' : undefined;
  const send = async (change: Discount | { price: Money } | null): Promise<void> => {
    setError(null);
    try {
      await reduce(line?.itemId ?? null, change, reason.trim());
      close();
    } catch (refused) {
      setError(refused);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (value !== null && reason.trim() !== '') void send(value);
      }}
    >
      <Stack>
        <Text>
          {line
            ? `${line.quantity} × ${formatMoney(line.unitPrice)} = ${formatMoney(line.subtotal)}`
            : `The basket comes to ${formatMoney(basket.totals.total)}.`}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label="What changes"
          value={way}
          onChange={(to) => setWay(to as Way)}
          data={[
            { value: 'percent', label: 'Percent off' },
            { value: 'amount', label: 'Amount off' },
            ...(line ? [{ value: 'price', label: 'New price' }] : []),
          ]}
        />
        {way === 'percent' && (
          <>
            <PercentInput label="Percentage" value={percentPpm} onChange={setPercent} error={missing} data-autofocus />
            <Group gap="xs">
              {PERCENTAGES.map((ppm) => (
                <Button key={ppm} variant="default" onClick={() => setPercent(ppm)}>
                  {formatPercent(ppm)}
                </Button>
              ))}
            </Group>
          </>
        )}
        {way === 'amount' && (
          <MoneyInput
            label={line ? 'Amount off the line' : 'Amount off the basket'}
            currency={currency}
            value={amount}
            onChange={setAmount}
            error={missing}
            data-autofocus
          />
        )}
        {way === 'price' && (
          <MoneyInput
            label="Price of one"
            description="Promotions leave a price by hand alone"
            currency={currency}
            value={price}
            onChange={setPrice}
            error={missing}
            data-autofocus
          />
        )}
        <ReasonField
          description="Stands on the order for good"
          maxLength={200}
          choices={REASONS}
          value={reason}
          onChange={setReason}
          error={isTried && reason.trim() === '' && 'Say why.'}
        />
        {error !== null && (
          <Alert color="red" role="alert" title="Nothing was changed">
            {errorText(error)}
          </Alert>
        )}
        <Group justify="space-between">
          {given || named ? (
            <Button variant="subtle" color="red.9" onClick={() => void send(null)}>
              Take it back
            </Button>
          ) : (
            <span />
          )}
          <Group>
            <Button variant="default" onClick={close}>
              Keep as it is
            </Button>
            <Button type="submit">Change</Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
};
