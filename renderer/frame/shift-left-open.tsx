import { Button } from '@mantine/core';
import { IconMoon } from '@tabler/icons-react';
import { Link } from 'wouter';
import { formatDay } from '../components/format-time.ts';

/** A shift of an earlier day stays in sight until somebody counts it; selling goes on meanwhile. */
export const ShiftLeftOpen = ({ day }: { readonly day: string | null }) =>
  day === null ? null : (
    <Button
      component={Link}
      href="/shift"
      color="orange"
      variant="light"
      className="till-warning"
      leftSection={<IconMoon size={20} />}
    >
      Shift of {formatDay(new Date(`${day}T00:00`).getTime())} is still open
    </Button>
  );
