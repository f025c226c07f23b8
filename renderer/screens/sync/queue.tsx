import { Button, SegmentedControl } from '@mantine/core';
import { IconCloudCheck, IconUnlink } from '@tabler/icons-react';
import { useMemo } from 'react';
import type { QueuedEvent, SyncState } from '../../../domain/contract/sync.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useNow } from './ages.ts';
import { MoneyAtRisk } from './money-at-risk.tsx';
import { queueColumns } from './queue-columns.tsx';
import { useSendAgain } from './send-again.ts';
import type { ShownQueue } from './use-queue.ts';

interface QueueProps {
  readonly state: SyncState;
  readonly queue: ShownQueue;
  readonly parkedOnly: boolean;
  readonly setParkedOnly: (only: boolean) => void;
  readonly selected: string | null;
  readonly onOpen: (event: QueuedEvent) => void;
  readonly connect: () => void;
}

const AGES_EVERY_MS = 30_000;

/** What waits, oldest first. */
export const Queue = ({ state, queue, parkedOnly, setParkedOnly, selected, onOpen, connect }: QueueProps) => {
  const now = useNow(AGES_EVERY_MS);
  const columns = useMemo(() => queueColumns(now), [now]);
  const { items, isPending, error, retry, more, first } = queue;
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  return (
    <>
      <MoneyAtRisk money={first?.money ?? []} oldestAt={first?.oldestAt ?? null} now={now} />
      {(state.parked > 0 || parkedOnly) && (
        <ParkedBar parked={state.parked} parkedOnly={parkedOnly} setParkedOnly={setParkedOnly} />
      )}
      {items.length === 0 ? (
        <NothingWaits state={state} parkedOnly={parkedOnly} showAll={() => setParkedOnly(false)} connect={connect} />
      ) : (
        <VirtualList
          label="Queue"
          columns={columns}
          rows={items}
          keyOf={({ sequence }) => String(sequence)}
          nameOf={({ subject }) => subject}
          rowHeight={60}
          more={more}
          selected={selected}
          onOpen={onOpen}
        />
      )}
    </>
  );
};

interface ParkedBarProps extends Pick<QueueProps, 'parkedOnly' | 'setParkedOnly'> {
  readonly parked: number;
}

const ParkedBar = ({ parked, parkedOnly, setParkedOnly }: ParkedBarProps) => {
  const { sendAgain, isPending } = useSendAgain();
  return (
    <div className="till-sync-filter">
      <SegmentedControl
        aria-label="What to show"
        data={[
          { value: 'all', label: 'All that waits' },
          { value: 'parked', label: `Refused (${parked})` },
        ]}
        value={parkedOnly ? 'parked' : 'all'}
        onChange={(value) => setParkedOnly(value === 'parked')}
      />
      {parked > 0 && (
        <Button variant="light" loading={isPending} onClick={() => sendAgain()} aria-keyshortcuts="A">
          Send all refused again
        </Button>
      )}
    </div>
  );
};

interface NothingWaitsProps extends Pick<QueueProps, 'state' | 'parkedOnly' | 'connect'> {
  readonly showAll: () => void;
}

const NothingWaits = ({ state, parkedOnly, showAll, connect }: NothingWaitsProps) => {
  if (parkedOnly) {
    return (
      <EmptyState icon={<IconCloudCheck size={40} />} title="Nothing is refused" hint="All that waits is sent by itself.">
        <Button onClick={showAll}>Show all that waits</Button>
      </EmptyState>
    );
  }
  return state.remote ? (
    <EmptyState
      icon={<IconCloudCheck size={40} />}
      title="Nothing waits"
      hint="Sales and changes stand here from the moment they are confirmed until the other end has them."
    />
  ) : (
    <EmptyState
      icon={<IconUnlink size={40} />}
      title="Nothing waits yet"
      hint="Connected to a hub, several tills share one catalogue and one stock, and the office sees every sale once."
    >
      <Button className="till-sync-narrow" onClick={connect}>
        Connect this register
      </Button>
    </EmptyState>
  );
};
