import { Group, Text, Title } from '@mantine/core';
import type { PaymentView } from '../../../domain/contract/payment.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import { needsSettling, statusOf, titleOf } from './payment-texts.ts';
import { SettlePayment } from './settle-payment.tsx';

export const OrderPayments = ({ payments }: { readonly payments: readonly PaymentView[] }) => (
  <>
    <Title order={3} size="h5" mt="lg">
      Payments
    </Title>
    {payments.length === 0 ? (
      <Text c="dimmed">Nothing was paid.</Text>
    ) : (
      <ul className="till-lines" aria-label="Payments">
        {payments.map((payment) => (
          <Payment key={payment.id} payment={payment} />
        ))}
      </ul>
    )}
  </>
);

const Payment = ({ payment }: { readonly payment: PaymentView }) => {
  const { word, tone } = statusOf(payment);
  return (
    <li>
      <div className="till-pair">
        <Group gap="xs">
          <Text fw={550}>{titleOf(payment)}</Text>
          <ToneBadge tone={tone}>{word}</ToneBadge>
        </Group>
        <MoneyText money={payment.amount} />
      </div>
      <Text size="sm" c="dimmed">
        {factsOf(payment).join(' · ')}
      </Text>
      {needsSettling(payment) && <SettlePayment payment={payment} />}
    </li>
  );
};

const factsOf = ({ at, tendered, change, rounding, tip, foreign, card, reason }: PaymentView): string[] => [
  ...(foreign ? [`${formatMoney(foreign)} in foreign money`] : []),
  ...(rounding.amount === 0 ? [] : [`${formatMoney(rounding)} rounding`]),
  ...(tip.amount === 0 ? [] : [`${formatMoney(tip)} tip`]),
  ...(change.amount > 0 ? [`${formatMoney(tendered)} handed over, ${formatMoney(change)} change`] : []),
  ...(card ? [card.entryMode === 'external' ? 'on the other terminal' : card.entryMode, `approval ${card.approvalCode}`] : []),
  ...(reason ? [reason] : []),
  formatDateTime(at),
];
