import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import { roundCash } from '../../../domain/shared/cash-rounding.ts';
import { negate } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { useVoucher } from '../../components/vouchers/use-voucher.ts';
import { VoucherCodeField } from '../../components/vouchers/voucher-code-field.tsx';
import { ApprovalField, readApproval } from './approval-field.tsx';
import { PartForm } from './part-form.tsx';
import { giveBackBy, mostBack, type Suggestion } from './suggestions.ts';
import type { TenderProps } from './tender-props.ts';
import { usePart } from './use-part.ts';

interface RefundFormProps extends TenderProps {
  readonly method: Exclude<PaymentMethod, 'foreign-cash'>;
  /** The payment of this kind that goes back first. */
  readonly of: Suggestion | undefined;
}

const WHERE: Readonly<Record<RefundFormProps['method'], string>> = {
  cash: 'in cash',
  card: 'to the card',
  'external-card': 'on the other terminal',
  voucher: 'on a voucher',
  account: 'off the account',
};

/** Gives money back, where goods that came back are worth more than those that are sold. */
export const RefundForm = ({ due, rules, method, of, isBusy, take }: RefundFormProps) => {
  const field = useRef<HTMLInputElement>(null);
  const owed = negate(due);
  const most = mostBack(owed, of);
  const { rounded, rounding } = roundCash(due, rules.cash);
  const isRounded = method === 'cash' && most === owed && rounding.amount !== 0;
  // The rounded amount settles the rest; by hand it may be any other up to what is owed.
  const { amount, setTyped, wanted, error } = usePart(isRounded ? negate(rounded) : most);
  const [approval, setApproval] = useState('');
  const isVoucher = method === 'voucher';
  const found = useVoucher(of?.voucherCode, isVoucher);
  useEffect(() => field.current?.select(), []);
  const approvalCode = readApproval(approval);
  const hasCode =
    method === 'external-card' ? approvalCode !== null : !isVoucher || found.text.trim() === '' || found.code !== null;
  return (
    <PartForm
      isBusy={isBusy}
      missing={wanted ? (isVoucher ? 'Check the code' : 'Enter the approval code') : 'Enter what goes back'}
      label={wanted && hasCode ? `Give ${formatMoney(wanted)} back ${WHERE[method]}` : null}
      submit={() => {
        if (!wanted || !hasCode) return;
        const voucherCode = found.code;
        take(giveBackBy({ method, amount: wanted, refundOf: of?.refundOf, approvalCode: approvalCode ?? '', voucherCode }));
      }}
    >
      {of && <Text>As it was paid: up to {formatMoney(of.amount)} can go back this way.</Text>}
      <MoneyInput
        ref={field}
        data-autofocus
        size="lg"
        label="Goes back"
        currency={due.currency}
        value={amount}
        onChange={setTyped}
        error={error}
        disabled={isBusy}
      />
      {isRounded && (
        <p className="till-pay-rounding">
          {formatMoney(owed)} is {formatMoney(negate(rounded))} in cash.
        </p>
      )}
      {method === 'external-card' && <ApprovalField value={approval} onChange={setApproval} isBusy={isBusy} />}
      {isVoucher && (
        <VoucherCodeField
          size="lg"
          label="Code of the voucher"
          description={
            found.voucher
              ? `${formatMoney(found.voucher.balance)} is left on it.`
              : 'Scan a card, or leave it empty: a new voucher is made.'
          }
          found={found}
          disabled={isBusy}
        />
      )}
    </PartForm>
  );
};
