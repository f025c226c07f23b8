import { Alert } from '@mantine/core';
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react';
import { formatChange, KIND_WORDS } from './movement-texts.ts';
import type { StockMoved } from './use-move.ts';

/** What came of it, until the next is begun. */
export const MoveOutcome = ({ moved }: { readonly moved: StockMoved | null }) => (
  <div role="status">
    {moved && (
      <Alert role="note" color="till" icon={<IconCheck />}>
        {KIND_WORDS[moved.movement.kind]}: {formatChange(moved.movement.quantity)}. There are {moved.movement.levelAfter} now.
      </Alert>
    )}
    {moved?.overMaximum && (
      <Alert role="note" color="orange" className="till-warn" icon={<IconAlertTriangle />} mt="xs" title="More than the maximum">
        The maximum of this item is {moved.item.maxStockThreshold}. All of it was taken in.
      </Alert>
    )}
  </div>
);
