import { Button, Menu } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { OutputOf } from '../../domain/contract/index.ts';

interface UnresolvedPaymentsProps {
  readonly payments: OutputOf<'till.getStatus'>['unresolvedPayments'];
}

/** Payments without an answer stay in sight on every screen until someone resolves them. */
export const UnresolvedPayments = ({ payments }: UnresolvedPaymentsProps) => {
  const [, navigate] = useLocation();
  if (payments.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button color="orange" variant="light" leftSection={<IconAlertTriangle size={20} />} className="till-warning">
          {payments.length === 1 ? '1 payment to resolve' : `${payments.length} payments to resolve`}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {payments.map(({ paymentId, orderId, receiptNumber, status }) => (
          <Menu.Item key={paymentId} onClick={() => navigate(`/orders/${orderId}`)}>
            {receiptNumber} · {status === 'Unknown' ? 'the terminal never answered' : 'waiting for the terminal'}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
