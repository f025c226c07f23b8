import './pay.css';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { PayContent } from './pay-content.tsx';

interface PayDialogProps {
  /** An order that is still open; without it the basket is paid. */
  readonly orderId?: string;
  /** Begins with the exact amount in cash. */
  readonly exact?: boolean;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Takes the money for the basket or for an open order. It cannot be left while an answer is on its way. */
export const PayDialog = ({ orderId, exact = false, opened, onClose }: PayDialogProps) => {
  const [isHeld, hold] = useState(false);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Payment"
      size={980}
      classNames={{ content: 'till-pay', body: 'till-pay-body', title: 'till-pay-title' }}
      closeOnClickOutside={false}
      closeOnEscape={!isHeld}
      withCloseButton={!isHeld}
      transitionProps={{ duration: 0 }}
    >
      <PayContent openOrderId={orderId} exact={exact} close={onClose} hold={hold} />
    </Modal>
  );
};
