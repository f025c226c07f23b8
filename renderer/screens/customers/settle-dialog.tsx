import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { compare, type Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { useKeys } from '../../keys/keys.ts';

interface SettleDialogProps {
  readonly name: string;
  readonly owed: Money;
  readonly opened: boolean;
  readonly close: () => void;
  readonly onSettle: (amount: Money) => void;
}

/** Asks how much of what is owed is paid now. */
export const SettleDialog = ({ name, owed, opened, close, onSettle }: SettleDialogProps) => (
  <Modal opened={opened} onClose={close} title={`Settle the account of ${name}`} transitionProps={{ duration: 0 }}>
    <SettleForm owed={owed} close={close} onSettle={onSettle} />
  </Modal>
);

const SettleForm = ({ owed, close, onSettle }: Pick<SettleDialogProps, 'owed' | 'close' | 'onSettle'>) => {
  const [amount, setAmount] = useState<Money | null>(owed);
  useKeys('Settle the account', [], { dialog: true });
  const isTooMuch = amount !== null && compare(amount, owed) > 0;
  const fits = amount !== null && amount.amount > 0 && !isTooMuch;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (fits) onSettle(amount);
      }}
    >
      <Stack>
        <Text>{formatMoney(owed)} is owed.</Text>
        <MoneyInput
          data-autofocus
          label="Pays now"
          currency={owed.currency}
          value={amount}
          onChange={setAmount}
          onFocus={({ currentTarget }) => currentTarget.select()}
          error={isTooMuch && 'That is more than is owed.'}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" disabled={!fits}>
            Take the payment
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
