import { Text, Title } from '@mantine/core';
import type { CashMovementView } from '../../../domain/contract/shifts.ts';
import { formatTime } from '../../components/format-time.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { MOVEMENT_WORDS } from '../../components/movement-words.ts';

/** The newest first. */
export const MovementList = ({ movements }: { readonly movements: readonly CashMovementView[] }) => (
  <>
    <Title order={2} size="h5" mt="lg">
      In and out of the drawer
    </Title>
    {movements.length === 0 && (
      <Text c="dimmed" mt="xs">
        Nothing yet, beside the sales.
      </Text>
    )}
    <ul className="till-lines">
      {movements.toReversed().map(({ id, kind, amount, reason, userName, at }) => (
        <li key={id} className="till-pair">
          <div>
            <Text>{reason === '' ? MOVEMENT_WORDS[kind] : `${MOVEMENT_WORDS[kind]}: ${reason}`}</Text>
            <Text size="sm" c="dimmed">
              {formatTime(at)}, {userName ?? 'left by the last shift'}
            </Text>
          </div>
          <Text fw={600}>
            <MoneyText money={amount} />
          </Text>
        </li>
      ))}
    </ul>
  </>
);
