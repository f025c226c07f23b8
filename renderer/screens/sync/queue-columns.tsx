import { Text } from '@mantine/core';
import type { QueuedEvent } from '../../../domain/contract/sync.ts';
import { formatDay, formatTime } from '../../components/format-time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { ToneBadge } from '../../components/tone-badge.tsx';
import type { Column } from '../../components/virtual-list.tsx';
import { formatAge } from './ages.ts';
import { STATE_WORDS, typeWords } from './event-texts.ts';

/** @param now for the ages, milliseconds since 1970-01-01 UTC */
export const queueColumns = (now: number): readonly Column<QueuedEvent>[] => [
  {
    name: 'What',
    width: 'minmax(0, 1fr)',
    cell: (event) => (
      <>
        <Text truncate fw={550} title={event.subject} dir="auto">
          {event.subject}
        </Text>
        <Text truncate size="sm" c="dimmed">
          {typeWords(event)}
        </Text>
      </>
    ),
  },
  {
    name: 'Since',
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
  { name: 'Age', width: '96px', cell: ({ at }) => formatAge(now - at) },
  { name: 'Amount', width: '112px', align: 'end', cell: ({ amount }) => (amount ? <MoneyText money={amount} /> : '–') },
  {
    name: 'State',
    width: '122px',
    cell: ({ state }) => <ToneBadge tone={STATE_WORDS[state].tone}>{STATE_WORDS[state].word}</ToneBadge>,
  },
];
