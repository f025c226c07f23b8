import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconCloudCheck } from '@tabler/icons-react';
import type { QueuedEvent } from '../../../domain/contract/sync.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { EmptyState } from '../../components/states.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import { useKeys } from '../../keys/keys.ts';
import { DiscardDialog } from './discard-dialog.tsx';
import { reasonText, STATE_WORDS, typeWords } from './event-texts.ts';
import { useSendAgain } from './send-again.ts';

interface EventPanelProps {
  /** undefined: it is not among what waits any more. */
  readonly event: QueuedEvent | undefined;
  readonly back: () => void;
}

/** One event of the queue, and what can be done about it. */
export const EventPanel = ({ event, back }: EventPanelProps) =>
  event ? (
    <Event event={event} back={back} />
  ) : (
    <EmptyState
      icon={<IconCloudCheck size={40} />}
      title="It waits no longer"
      hint="It was sent meanwhile, or given up. The journal says what was given up."
    >
      <Button onClick={back}>Back to the list</Button>
    </EmptyState>
  );

const Event = ({ event, back }: { readonly event: QueuedEvent; readonly back: () => void }) => {
  const { sequence, subject, amount, at, state, reason } = event;
  const { sendAgain, isPending } = useSendAgain();
  const [isDiscarding, { open: discard, close: endDiscarding }] = useDisclosure();
  const isParked = state === 'parked';
  useKeys('Refused event', [
    { key: 'S', does: 'Send it again', run: () => sendAgain(sequence), enabled: isParked },
    { key: 'Delete', does: 'Give it up', run: discard, enabled: isParked },
  ]);
  return (
    <>
      <div className="till-split-scroll">
        <Group justify="space-between" align="flex-start" wrap="nowrap" mb="sm">
          <Title order={2} size="h3" dir="auto" style={{ overflowWrap: 'anywhere' }}>
            {subject}
          </Title>
          <ToneBadge tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].word}</ToneBadge>
        </Group>
        <dl className="till-facts">
          <dt>What</dt>
          <dd>{typeWords(event)}</dd>
          {amount && (
            <>
              <dt>Amount</dt>
              <dd>
                <MoneyText money={amount} />
              </dd>
            </>
          )}
          <dt>Happened</dt>
          <dd>{formatDateTime(at)}</dd>
          <dt>Number</dt>
          <dd>{sequence}</dd>
        </dl>
        {isParked && (
          <Alert
            role="note"
            mt="md"
            color="red"
            icon={<IconAlertTriangle aria-hidden="true" />}
            title="The other end refused it"
            className="till-sync-refused"
          >
            {reasonText(event)}
            {reason !== null && reason !== '' && (
              <Text size="sm" mt={4} className="till-sync-quote">
                {reason}
              </Text>
            )}
          </Alert>
        )}
        {state === 'behind-parked' && (
          <Text mt="md">An earlier event about the same thing was refused. This one follows once that is sent or given up.</Text>
        )}
        {state === 'waiting' && <Text mt="md">It is sent by itself, after what stands above it.</Text>}
        {isParked && (
          <Group justify="space-between" mt="md">
            <Button variant="default" onClick={discard} aria-keyshortcuts="Delete">
              Give it up
            </Button>
            <Button loading={isPending} onClick={() => sendAgain(sequence)} aria-keyshortcuts="S">
              Send again
            </Button>
          </Group>
        )}
      </div>
      <DiscardDialog event={event} opened={isDiscarding} close={endDiscarding} discarded={back} />
    </>
  );
};
