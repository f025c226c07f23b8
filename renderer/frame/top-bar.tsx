import { Badge, Group, Text } from '@mantine/core';
import { useOperation } from '../queries/operations.ts';
import { useShop } from '../queries/session.ts';
import { BelowZero } from './below-zero.tsx';
import { ShiftLeftOpen } from './shift-left-open.tsx';
import { StoppedPrints } from './stopped-prints.tsx';
import { SyncChip } from './sync-chip.tsx';
import { UnresolvedPayments } from './unresolved-payments.tsx';
import { UserMenu } from './user-menu.tsx';

export const TopBar = () => {
  const shop = useShop();
  const status = useOperation('till.getStatus', {});
  return (
    <section className="till-bar" aria-label="Register">
      <Group gap="sm" wrap="nowrap">
        <span className="till-brand">Tillwright</span>
        <Text truncate title={shop.name} className="till-bar-shop">
          {shop.name}
        </Text>
        {shop.demo && (
          <Badge variant="outline" color="gray" className="till-badge">
            Demo
          </Badge>
        )}
        {status.data && (
          <Text c="dimmed" className="till-money">
            Register {status.data.registerCode}
          </Text>
        )}
      </Group>
      <Group gap="sm" justify="flex-end">
        <ShiftLeftOpen day={status.data?.shiftOfDay ?? null} />
        <UnresolvedPayments payments={status.data?.unresolvedPayments ?? []} />
        <StoppedPrints />
        <BelowZero />
        <SyncChip />
        <UserMenu />
      </Group>
    </section>
  );
};
