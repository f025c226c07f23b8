import { Button } from '@mantine/core';
import { IconPackageOff } from '@tabler/icons-react';
import { Link } from 'wouter';
import { useOperation } from '../queries/operations.ts';
import { useMay } from '../queries/session.ts';

/** Goods that were sold on several tills at once stay in sight until a manager says what became of them. */
export const BelowZero = () => {
  const mayManage = useMay('manager');
  const state = useOperation('sync.getState', {});
  const items = state.data?.oversold ?? 0;
  if (!mayManage || items === 0) return null;
  return (
    <Button
      component={Link}
      href="/stock/below-zero"
      color="orange"
      variant="light"
      className="till-warning"
      leftSection={<IconPackageOff size={20} />}
    >
      {items === 1 ? '1 item below zero' : `${items} items below zero`}
    </Button>
  );
};
