import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

const ID = 'basket-removal';
const SHOWN_MS = 8000;

export const hideRemoval = (): void => void notifications.hide(ID);

/** Tells what was taken off, with the way back. The last one alone: its button undoes the last one. */
export const showRemoval = (what: string, undo: () => void): void => {
  hideRemoval();
  notifications.show({
    id: ID,
    autoClose: SHOWN_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text lineClamp={2}>{what} was taken off</Text>
        <Button variant="light" onClick={undo}>
          Undo
        </Button>
      </Group>
    ),
  });
};
