import './pay.css';
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { PayContent } from './pay-content.tsx';
import type { Suggestion } from './suggestions.ts';
import type { Credit } from './use-payment.ts';

interface PayDialogProps {
  /** An order that is still open; without it, and without a credit, the basket is paid. */
  readonly orderId?: string;
  /** Money for no goods. */
  readonly credit?: Credit;
  /** Begins with the exact amount in cash. */
  readonly exact?: boolean;
  /** Where money goes back: the payments that it came with. */
  readonly suggested?: readonly Suggestion[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

const NONE: readonly Suggestion[] = [];

/** Takes the money for the basket, for an open order, or for no goods. It cannot be left while an answer is on its way. */
export const PayDialog = ({ orderId, credit, exact = false, suggested = NONE, opened, onClose }: PayDialogProps) => {
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
      <PayContent openOrderId={orderId} credit={credit} suggested={suggested} exact={exact} close={onClose} hold={hold} />
    </Modal>
  );
};
