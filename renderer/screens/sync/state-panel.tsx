import { Alert, Loader, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { SyncState } from '../../../domain/contract/sync.ts';
import { formatWait, useNow } from './ages.ts';
import { formatSince, isFirstPull, STATUS_TONES, statusHint, statusText, TROUBLE_TEXTS } from './sync-texts.ts';

/** How it stands: what waits, how the last exchange ended, and when the next one is. */
export const StatePanel = ({ state }: { readonly state: SyncState }) => (
  <section className="till-panel till-sync-state" aria-label="State">
    <div className="till-sync-say" data-tone={STATUS_TONES[state.status]}>
      <Title order={2} size="h3">
        {statusText(state)}
      </Title>
      <Text>{statusHint(state)}</Text>
    </div>
    {state.remote && <Facts state={state} />}
    {isFirstPull(state) && (
      <div className="till-sync-wide till-sync-pulling" role="status">
        <Loader size={20} aria-hidden="true" />
        <Text>
          The store is being fetched: items, prices, customers, and what this register sold before. What is there can be sold
          already.
        </Text>
      </div>
    )}
    {state.trouble && (
      <Alert
        role="note"
        color="orange"
        className="till-warn till-sync-wide"
        icon={<IconAlertTriangle aria-hidden="true" />}
        title={`The last exchange, at ${formatSince(state.trouble.at)}, did not end well`}
      >
        {TROUBLE_TEXTS[state.trouble.kind]}
        {state.trouble.message !== '' && (
          <Text size="sm" mt={4} className="till-sync-quote">
            {state.trouble.message}
          </Text>
        )}
      </Alert>
    )}
  </section>
);

const Facts = ({ state }: { readonly state: SyncState }) => {
  const { remote, lastSentAt, lastPulledAt } = state;
  return (
    <dl className="till-facts">
      <dt>Last sent</dt>
      <dd>{lastSentAt === null ? 'Nothing yet' : formatSince(lastSentAt)}</dd>
      {remote?.kind === 'hub' && (
        <>
          <dt>Last fetched</dt>
          <dd>
            {lastPulledAt === null ? 'Nothing yet' : formatSince(lastPulledAt)}
            {state.pulling && lastPulledAt !== null && ', more is coming'}
          </dd>
        </>
      )}
      <dt>Next try</dt>
      <dd>
        <NextTry state={state} />
      </dd>
    </dl>
  );
};

const NextTry = ({ state: { sending, nextTryAt, waiting } }: { readonly state: SyncState }) => {
  const now = useNow(1000);
  if (sending) return 'Sending now';
  if (nextTryAt === null) return waiting === 0 ? 'When something happens' : 'Soon';
  const wait = formatWait(nextTryAt - now);
  return wait === 'now' ? 'Now' : `In ${wait}`;
};
