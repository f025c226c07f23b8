import { Button, Center, Progress, Stack, Text, Title } from '@mantine/core';
import { showError } from '../../../components/show-error.ts';
import { useOperation } from '../../../queries/operations.ts';
import { cancelImport } from './import-store.ts';

/** In case main's announcements do not arrive. */
const POLL_MS = 400;

interface RunningProps {
  readonly importId: string;
  readonly what: string;
  /** 0 to 1 */
  readonly progress: number;
  /** Main is at work: ask it how far it is. */
  readonly follow?: boolean;
}

export const Running = ({ importId, what, progress, follow = false }: RunningProps) => {
  useOperation('imports.getState', { importId }, { enabled: follow, refetchInterval: POLL_MS });
  const percent = Math.floor(progress * 100);
  return (
    <Center className="till-fill till-panel">
      <Stack w={440} p="md" gap="md">
        <Title order={2} size="h4">
          {what}
        </Title>
        <Progress.Root size="xl">
          <Progress.Section value={percent} aria-label={what} />
        </Progress.Root>
        <Text role="status">{percent} %</Text>
        <Text c="dimmed">You can sell meanwhile: the import goes on, and this screen shows it when you come back.</Text>
        <Button variant="default" onClick={() => void cancelImport(importId).catch(showError)}>
          Cancel
        </Button>
      </Stack>
    </Center>
  );
};
