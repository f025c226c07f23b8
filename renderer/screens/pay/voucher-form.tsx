import { useEffect, useRef } from 'react';
import type { VoucherView } from '../../../domain/contract/payment.ts';
import { type Money, money, subtract, sum } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { useVoucher } from '../../components/vouchers/use-voucher.ts';
import { VoucherCodeField } from '../../components/vouchers/voucher-code-field.tsx';
import { ERROR_TEXTS } from '../../error-texts.ts';
import { PartForm } from './part-form.tsx';
import type { Wanted } from './tender-amounts.ts';
import type { TenderProps } from './tender-props.ts';
import { usePart } from './use-part.ts';

interface VoucherFormProps extends TenderProps {
  /** Parts that are not sent yet: they may be of the same voucher. */
  readonly parts: readonly Wanted[];
}

const least = (a: Money, b: Money): Money => (a.amount < b.amount ? a : b);

/** What this sale has of the voucher already. */
const usedOf = (parts: readonly Wanted[], { code, balance }: VoucherView): Money =>
  sum(
    parts.flatMap((part) => (part.method === 'voucher' && part.code === code ? [part.amount] : [])),
    balance.currency,
  );

export const VoucherForm = ({ due, parts, isBusy, take }: VoucherFormProps) => {
  const codeField = useRef<HTMLInputElement>(null);
  const amountField = useRef<HTMLInputElement>(null);
  const found = useVoucher();
  const { voucher } = found;
  const left = voucher ? subtract(voucher.redeemable, usedOf(parts, voucher)) : money(0, due.currency);
  const { amount, setTyped, wanted, error } = usePart(least(due, left));
  useEffect(() => codeField.current?.focus(), []);
  useEffect(() => {
    if (voucher) amountField.current?.select();
  }, [voucher]);
  const canTake = voucher !== undefined && wanted !== null && wanted.amount > 0;
  return (
    <PartForm
      isBusy={isBusy}
      missing={found.isMissing ? 'Try another code' : voucher ? 'Nothing can be taken of it' : 'Look the voucher up'}
      label={
        canTake
          ? `The voucher pays ${formatMoney(wanted)}`
          : found.code !== null && !voucher && !found.isMissing
            ? 'Look the voucher up'
            : null
      }
      submit={() => {
        if (canTake) take({ method: 'voucher', code: voucher.code, amount: wanted });
        else found.lookUp();
      }}
    >
      <VoucherCodeField
        ref={codeField}
        data-autofocus
        size="lg"
        label="Code of the voucher"
        description="Scan it, or type it and press Enter"
        found={found}
        disabled={isBusy}
        error={found.isMissing ? ERROR_TEXTS['payment/voucher-not-found'] : undefined}
      />
      {voucher && (
        <>
          <div className="till-change" role="status">
            <span className="till-pay-label">Left on it</span>
            <strong>{formatMoney(voucher.balance)}</strong>
            {voucher.redeemable.amount < voucher.balance.amount && (
              <span>This register may take {formatMoney(voucher.redeemable)} of it.</span>
            )}
          </div>
          <MoneyInput
            ref={amountField}
            size="lg"
            label="From the voucher"
            currency={due.currency}
            value={amount}
            onChange={setTyped}
            error={error}
            disabled={isBusy}
          />
        </>
      )}
    </PartForm>
  );
};
