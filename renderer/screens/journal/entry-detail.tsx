import { Button, Group, Text, Title } from '@mantine/core';
import { IconNotebook } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { JournalEntryView } from '../../../domain/contract/journal.ts';
import { formatDateTime } from '../../components/format-time.ts';
import { EmptyState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { entryText, KIND_WORDS, orderOf, whoText } from './entry-texts.ts';

export const EntryDetail = ({ entry }: { readonly entry: JournalEntryView | undefined }) =>
  entry ? (
    <Entry entry={entry} />
  ) : (
    <EmptyState
      icon={<IconNotebook size={40} />}
      title="No entry chosen"
      hint="Choose one from the list to see who did it and how it is sealed."
    />
  );

const Entry = ({ entry }: { readonly entry: JournalEntryView }) => {
  const [, navigate] = useLocation();
  const orderId = orderOf(entry);
  const showOrder = (): void => navigate(`/orders/${orderId ?? ''}`);
  useKeys('Journal entry', [{ key: 'O', does: 'Show its order', run: showOrder, enabled: orderId !== null }]);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must reach what is below */}
      <div className="till-split-scroll" tabIndex={0} role="group" aria-label={`Entry ${entry.sequence}`}>
        <Title order={2} size="h3">
          {KIND_WORDS[entry.kind]}
        </Title>
        <Text mb="sm" dir="auto">
          {entryText(entry)}
        </Text>
        <dl className="till-journal-facts">
          <dt>Entry</dt>
          <dd>{entry.sequence}</dd>
          <dt>Time</dt>
          <dd>{formatDateTime(entry.at)}</dd>
          <dt>Who</dt>
          <dd dir="auto">{whoText(entry)}</dd>
          <dt>Approved by</dt>
          <dd dir="auto">{entry.approvedBy?.name ?? 'Nobody was asked'}</dd>
          <dt>Hash</dt>
          <dd>
            <code>{entry.hash}</code>
          </dd>
          <dt>Hash before</dt>
          <dd>
            <code>{entry.previousHash}</code>
          </dd>
          <dt>Sealed data</dt>
          <dd>
            <code>{JSON.stringify(entry.data)}</code>
          </dd>
        </dl>
      </div>
      {orderId !== null && (
        <Group justify="flex-end" className="till-split-foot">
          <Button variant="default" onClick={showOrder} aria-keyshortcuts="O">
            Show the order
          </Button>
        </Group>
      )}
    </>
  );
};
