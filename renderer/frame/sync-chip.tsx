import '../components/tone-badge.css';
import './sync-chip.css';
import { VisuallyHidden } from '@mantine/core';
import { type Icon, IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUp, IconUnlink } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import type { SyncState } from '../../domain/contract/sync.ts';
import { useKeys } from '../keys/keys.ts';
import { useOperation } from '../queries/operations.ts';
import { useMay } from '../queries/session.ts';
import { chipText, STATUS_TONES } from '../screens/sync/sync-texts.ts';

const ICONS: Readonly<Record<SyncState['status'], Icon>> = {
  unpaired: IconUnlink,
  sent: IconCloudCheck,
  waiting: IconCloudUp,
  offline: IconCloudOff,
  attention: IconAlertTriangle,
};

/** Whether what was sold has reached the office: on every screen, and a way to the Sync screen. */
export const SyncChip = () => {
  const [, navigate] = useLocation();
  const state = useOperation('sync.getState', {});
  const mayManage = useMay('manager');
  useKeys('Everywhere', [{ key: 'Mod+U', does: 'See what waits to be sent', run: () => navigate('/sync') }]);
  if (!state.data) return null;
  const { status } = state.data;
  // A register that stands alone is nothing to remind a clerk of.
  if (status === 'unpaired' && !mayManage) return null;
  const StatusIcon = ICONS[status];
  return (
    <Link href="/sync" className="till-tone till-sync-chip" data-tone={STATUS_TONES[status]} aria-keyshortcuts="Control+U">
      <StatusIcon size={20} aria-hidden="true" />
      <VisuallyHidden>Sync: </VisuallyHidden>
      {chipText(state.data)}
    </Link>
  );
};
