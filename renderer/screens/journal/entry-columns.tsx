import { Text } from '@mantine/core';
import type { JournalEntryView } from '../../../domain/contract/journal.ts';
import { formatDay, formatTime } from '../../components/format-time.ts';
import type { Column } from '../../components/virtual-list.tsx';
import { entryText, KIND_WORDS, whoText } from './entry-texts.ts';

export const ENTRY_COLUMNS: readonly Column<JournalEntryView>[] = [
  { name: 'No.', width: '64px', align: 'end', cell: ({ sequence }) => sequence },
  {
    name: 'Time',
    width: '108px',
    cell: ({ at }) => (
      <>
        <Text>{formatTime(at)}</Text>
        <Text size="sm" c="dimmed">
          {formatDay(at)}
        </Text>
      </>
    ),
  },
  {
    name: 'What',
    width: 'minmax(0, 1.8fr)',
    cell: (entry) => (
      <>
        <Text truncate fw={550}>
          {KIND_WORDS[entry.kind]}
        </Text>
        <Text truncate size="sm" c="dimmed" title={entryText(entry)} dir="auto">
          {entryText(entry)}
        </Text>
      </>
    ),
  },
  {
    name: 'Who',
    width: 'minmax(0, 0.8fr)',
    cell: (entry) => (
      <>
        <Text truncate title={whoText(entry)} dir="auto">
          {whoText(entry)}
        </Text>
        {entry.approvedBy && (
          <Text truncate size="sm" c="dimmed" title={entry.approvedBy.name} dir="auto">
            with {entry.approvedBy.name}
          </Text>
        )}
      </>
    ),
  },
];
