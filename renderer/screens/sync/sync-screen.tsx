import './sync.css';
import { Alert, Anchor, Button } from '@mantine/core';
import { IconPackageOff, IconRefresh, IconUsb } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { SyncState } from '../../../domain/contract/sync.ts';
import { ListDetail } from '../../components/list-detail.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { useKeys } from '../../keys/keys.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { CarryDialog } from './carry-dialog.tsx';
import { ConnectionPanel } from './connection-panel.tsx';
import { EventPanel } from './event-panel.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { Queue } from './queue.tsx';
import { useSendAgain } from './send-again.ts';
import { StatePanel } from './state-panel.tsx';
import { useQueue } from './use-queue.ts';

/** What has reached the office and what has not. Clerks see how it stands; managers see the queue. */
export const SyncScreen = () => {
  const state = useOperation('sync.getState', {});
  const mayManage = useMay('manager');
  if (!state.data) {
    return (
      <div className="till-screen">
        <PageHeader title="Sync" />
        {state.error ? <ErrorState error={state.error} retry={() => void state.refetch()} /> : <LoadingState />}
      </div>
    );
  }
  return mayManage ? <Managed state={state.data} /> : <Seen state={state.data} />;
};

const useTryNow = (state: SyncState) => {
  const command = useCommand('sync.syncNow');
  return {
    isPending: command.isPending || state.sending,
    isPossible: state.remote !== null,
    tryNow: (): void => {
      if (!command.isPending) command.mutate({}, { onError: showError });
    },
  };
};

const TryNow = ({ tries }: { readonly tries: ReturnType<typeof useTryNow> }) =>
  tries.isPossible && (
    <Button
      leftSection={<IconRefresh size={20} aria-hidden="true" />}
      loading={tries.isPending}
      onClick={tries.tryNow}
      aria-keyshortcuts="T"
    >
      Try now
    </Button>
  );

const Seen = ({ state }: { readonly state: SyncState }) => {
  const tries = useTryNow(state);
  const [, navigate] = useLocation();
  useKeys('Sync', [
    { key: 'T', does: 'Try now', run: tries.tryNow, enabled: tries.isPossible },
    { key: 'Escape', does: 'Back to the sale', run: () => navigate('/') },
  ]);
  return (
    <div className="till-screen">
      <PageHeader title="Sync">
        <TryNow tries={tries} />
      </PageHeader>
      <StatePanel state={state} />
    </div>
  );
};

type Opened = { readonly kind: 'event'; readonly sequence: string } | { readonly kind: 'connection' } | null;

const openIn = (location: string): Opened => {
  const sequence = /^\/sync\/event\/(\d{1,15})$/.exec(location)?.[1];
  if (sequence !== undefined) return { kind: 'event', sequence };
  return location === '/sync/connection' ? { kind: 'connection' } : null;
};

const Managed = ({ state }: { readonly state: SyncState }) => {
  const [location, navigate] = useLocation();
  const open = openIn(location);
  const [parkedOnly, setParkedOnly] = useState(false);
  const [dialog, setDialog] = useState<'export' | 'carry' | null>(null);
  const queue = useQueue(parkedOnly);
  const tries = useTryNow(state);
  const { sendAgain } = useSendAgain();
  const back = (): void => navigate('/sync');
  const close = (): void => setDialog(null);
  const connection = (): void => navigate('/sync/connection');
  const { list, toList } = useListFocus(open !== null, back);
  // They are about the list, which a page covers where it is narrow.
  const beside = { variant: 'default', ...(open !== null && { className: 'till-sync-beside' }) };
  useKeys('Sync', [
    { key: 'T', does: 'Try now', run: tries.tryNow, enabled: tries.isPossible },
    { key: 'ArrowDown', does: 'Go through the queue; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the queue; Enter opens', run: toList },
    { key: 'R', does: 'Show the refused ones alone, or all', run: () => setParkedOnly(!parkedOnly) },
    { key: 'A', does: 'Send all refused again', run: () => sendAgain(), enabled: state.parked > 0 },
    { key: 'C', does: 'See the connection', run: connection },
    { key: 'E', does: 'Export the queue', run: () => setDialog('export') },
    { key: 'O', does: 'Send another till’s queue', run: () => setDialog('carry') },
    {
      key: 'Escape',
      does: open === null ? 'Back to the sale' : 'Back to the queue',
      run: () => navigate(open === null ? '/' : '/sync'),
    },
  ]);
  return (
    <>
      <ListDetail
        title="Sync"
        open={open === null ? null : open.kind === 'event' ? open.sequence : open.kind}
        back={back}
        actions={
          <>
            {open === null && (
              <Button variant="default" className="till-sync-narrow" onClick={connection} aria-keyshortcuts="C">
                {state.remote ? 'Connection' : 'Connect'}
              </Button>
            )}
            <Button {...beside} onClick={() => setDialog('export')} aria-keyshortcuts="E">
              Export the queue
            </Button>
            <Button {...beside} onClick={() => setDialog('carry')} aria-keyshortcuts="O">
              Send another till’s queue
            </Button>
            <TryNow tries={tries} />
          </>
        }
        list={
          <div ref={list} className="till-split-list">
            <StatePanel state={state} />
            <BelowZeroNote items={state.oversold} />
            {state.carried.map((carried) => (
              <CarriedNote key={`${carried.registerCode} ${carried.refused}`} carried={carried} />
            ))}
            <Queue
              state={state}
              queue={queue}
              parkedOnly={parkedOnly}
              setParkedOnly={setParkedOnly}
              selected={open?.kind === 'event' ? open.sequence : null}
              onOpen={({ sequence }) => navigate(`/sync/event/${sequence}`)}
              connect={connection}
            />
          </div>
        }
        detailLabel={open?.kind === 'event' ? 'Event' : 'Connection'}
        detail={
          open?.kind === 'event' ? (
            <OpenEvent key={open.sequence} sequence={open.sequence} queue={queue} back={back} />
          ) : (
            <ConnectionPanel state={state} />
          )
        }
      />
      <ExportDialog opened={dialog === 'export'} close={close} />
      <CarryDialog opened={dialog === 'carry'} close={close} />
    </>
  );
};

interface OpenEventProps {
  readonly sequence: string;
  readonly queue: ReturnType<typeof useQueue>;
  readonly back: () => void;
}

const OpenEvent = ({ sequence, queue, back }: OpenEventProps) =>
  queue.isPending ? (
    <LoadingState />
  ) : (
    <EventPanel event={queue.items.find((event) => String(event.sequence) === sequence)} back={back} />
  );

const BelowZeroNote = ({ items }: { readonly items: number }) =>
  items > 0 && (
    <Alert role="note" mb="sm" color="orange" className="till-warn" icon={<IconPackageOff aria-hidden="true" />}>
      {items === 1 ? 'One item is' : `${items} items are`} below zero: more was sold, on all tills together, than was there.{' '}
      <Anchor component={Link} href="/stock/below-zero" underline="always" size="sm">
        Say what became of it
      </Anchor>
    </Alert>
  );

/** The queue of another till that came on a stick. */
const CarriedNote = ({ carried: { registerCode, refused } }: { readonly carried: SyncState['carried'][number] }) => {
  const forget = useCommand('sync.forgetCarried');
  if (refused === null) {
    return (
      <Alert role="note" mb="sm" color="gray" icon={<IconUsb aria-hidden="true" />}>
        The queue of {registerCode} waits to be sent from here.
      </Alert>
    );
  }
  return (
    <Alert role="note" mb="sm" color="orange" className="till-warn" icon={<IconUsb aria-hidden="true" />}>
      The hub did not take the queue of {registerCode}: {refused}. {registerCode} still has all of it.{' '}
      <Button
        variant="default"
        size="xs"
        loading={forget.isPending}
        onClick={() => forget.mutate({ registerCode }, { onError: showError })}
      >
        Forget it here
      </Button>
    </Alert>
  );
};
