import { Button, Group, Modal, SimpleGrid, Stack, Text } from '@mantine/core';
import { useRef, useState } from 'react';
import { type Money, money } from '../../../domain/shared/money.ts';
import { formatDay } from '../../components/format-time.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { useVoucher } from '../../components/vouchers/use-voucher.ts';
import { VoucherCodeField } from '../../components/vouchers/voucher-code-field.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useShop } from '../../queries/session.ts';
import { usualVouchers } from './usual-vouchers.ts';

interface VoucherDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
  /** @param code null: the till makes one */
  readonly onSell: (voucher: { readonly code: string | null; readonly amount: Money }) => void;
}

/** Sells a voucher, tops one up, or says what is left of it. */
export const VoucherDialog = ({ opened, close, onSell }: VoucherDialogProps) => (
  <Modal opened={opened} onClose={close} title="Vouchers" size="lg" transitionProps={{ duration: 0 }}>
    <VoucherForm close={close} onSell={onSell} />
  </Modal>
);

const VoucherForm = ({ close, onSell }: Pick<VoucherDialogProps, 'close' | 'onSell'>) => {
  const { currency } = useShop();
  const found = useVoucher();
  const { voucher, code, text } = found;
  const amountField = useRef<HTMLInputElement>(null);
  const [amount, setAmount] = useState<Money | null>(null);
  const [isTried, setTried] = useState(false);
  useKeys('Vouchers', [], { dialog: true });
  const isNew = text.trim() === '';
  const isKnown = voucher !== undefined || found.isMissing;
  const hasAmount = amount !== null && amount.amount > 0;
  const submit = (): void => {
    if (!isNew && code === null) return;
    if (!isNew && !isKnown) {
      found.lookUp();
      amountField.current?.focus();
      return;
    }
    setTried(true);
    if (hasAmount) onSell({ code: isNew ? null : code, amount });
    else amountField.current?.focus();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack>
        <VoucherCodeField
          data-autofocus
          label="Code"
          description="Scan the card, or type its code. Leave it empty for a voucher on the receipt."
          found={found}
        />
        <div className="till-panel till-voucher" role="status">
          {voucher ? (
            <>
              <Text c="dimmed">Left on it</Text>
              <strong>{formatMoney(voucher.balance)}</strong>
              <Text size="sm">
                Sold on {formatDay(voucher.issuedAt)}
                {voucher.redeemable.amount < voucher.balance.amount &&
                  `; this register may take ${formatMoney(voucher.redeemable)} of it`}
              </Text>
            </>
          ) : (
            <Text>
              {found.isMissing
                ? 'This register knows no such voucher. It is sold with this code.'
                : isNew
                  ? 'A new code is made and stands on the receipt.'
                  : 'Press Enter to look it up.'}
            </Text>
          )}
        </div>
        <MoneyInput
          ref={amountField}
          label={voucher ? 'Top it up by' : 'Worth'}
          currency={currency}
          value={amount}
          onChange={setAmount}
          error={isTried && !hasAmount && 'Enter how much.'}
        />
        <SimpleGrid cols={5} spacing="xs" role="group" aria-label="Usual amounts">
          {usualVouchers(currency).map((usual) => (
            <Button
              key={usual}
              variant={amount?.amount === usual ? 'light' : 'default'}
              px={0}
              onClick={() => {
                setAmount(money(usual, currency));
                amountField.current?.focus();
              }}
            >
              {formatMoney(money(usual, currency))}
            </Button>
          ))}
        </SimpleGrid>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Close
          </Button>
          <Button type="submit" disabled={!isNew && code === null}>
            {!isNew && !isKnown ? 'Look it up' : voucher ? 'Top up' : 'Sell the voucher'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
