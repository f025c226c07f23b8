import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useOperation } from '../../queries/operations.ts';

/** Reminds of baskets that wait. */
export const ParkedLink = () => {
  const parked = useOperation('basket.getParkedBaskets', {});
  const count = parked.data?.length ?? 0;
  if (count === 0) return null;
  return (
    <Anchor component={Link} href="/parked" underline="always">
      {count === 1 ? 'One basket is parked' : `${count} baskets are parked`}
    </Anchor>
  );
};
