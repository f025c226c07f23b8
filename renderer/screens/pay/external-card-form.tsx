import { Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { ApprovalField, readApproval } from './approval-field.tsx';
import { PartForm } from './part-form.tsx';
import type { TenderProps } from './tender-props.ts';
import { TipField } from './tip-field.tsx';
import { usePart } from './use-part.ts';

/** A card on a terminal that is not connected: charged there first, written down here. */
export const ExternalCardForm = ({ due, rules, isBusy, take }: TenderProps) => {
  const code = useRef<HTMLInputElement>(null);
  const { amount, setTyped, wanted, error } = usePart(due);
  const [tip, setTip] = useState<Money | null>(null);
  const [approval, setApproval] = useState('');
  useEffect(() => code.current?.focus(), []);
  const approvalCode = readApproval(approval);
  const hasTip = tip !== null && tip.amount > 0;
  return (
    <PartForm
      isBusy={isBusy}
      missing={wanted ? 'Enter the approval code' : 'Enter what the card paid'}
      label={wanted && approvalCode !== null ? `The other terminal took ${formatMoney(wanted)}` : null}
      submit={() => {
        if (!wanted || approvalCode === null) return;
        take({ method: 'external-card', amount: wanted, approvalCode, ...(hasTip ? { tip } : {}) });
      }}
    >
      <Text>Charge the card on the other terminal first, then write down what its slip says.</Text>
      <ApprovalField ref={code} value={approval} onChange={setApproval} isBusy={isBusy} />
      <MoneyInput
        size="lg"
        label="On the card"
        currency={due.currency}
        value={amount}
        onChange={setTyped}
        error={error && `${error}: a card gives no change`}
        disabled={isBusy}
      />
      {rules.tips && <TipField currency={due.currency} value={tip} onChange={setTip} isBusy={isBusy} />}
    </PartForm>
  );
};
