import { ActionIcon, Badge, Button, Group, Text } from '@mantine/core';
import { IconUser, IconUserPlus, IconX } from '@tabler/icons-react';
import type { BasketView } from '../../../domain/contract/basket.ts';
import { call } from '../../client.ts';
import { showError } from '../../components/show-error.ts';
import { inTurn, showBasket } from '../../queries/basket.ts';

/** Says whom the basket is for, or nobody in particular. */
export const setBuyer = (buyerId: string | null): void =>
  void inTurn(async () => {
    try {
      showBasket(await call('basket.setBuyer', { buyerId }));
    } catch (error) {
      showError(error);
    }
  });

interface BasketBuyerProps {
  readonly buyer: BasketView['buyer'];
  readonly find: () => void;
}

/** Whom the basket is for. A sale needs nobody. */
export const BasketBuyer = ({ buyer, find }: BasketBuyerProps) => (
  <Group justify="space-between" wrap="nowrap" gap="xs" className="till-basket-buyer">
    {buyer ? (
      <>
        <Group gap="xs" wrap="nowrap" miw={0}>
          <IconUser size={20} aria-hidden="true" />
          <Text fw={550} truncate dir="auto">
            {buyer.name}
          </Text>
          {buyer.taxExempt && <Badge variant="light">Tax exempt</Badge>}
        </Group>
        <ActionIcon aria-label={`Not for ${buyer.name}`} onClick={() => setBuyer(null)}>
          <IconX size={18} />
        </ActionIcon>
      </>
    ) : (
      <Button variant="subtle" size="compact-md" leftSection={<IconUserPlus size={20} />} onClick={find} aria-keyshortcuts="F3">
        Add a customer
      </Button>
    )}
  </Group>
);
