import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { showError } from './show-error.ts';

/** Tells that something was done, with the way back for as long as it is shown. Gives the id to hide it by. */
export const showUndo = (message: string, undo: () => Promise<unknown>): string => {
  const id = notifications.show({
    autoClose: 8000,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text>{message}</Text>
        <Button
          variant="light"
          className="till-whole"
          onClick={() => {
            notifications.hide(id);
            undo().catch(showError);
          }}
        >
          Undo
        </Button>
      </Group>
    ),
  });
  return id;
};
