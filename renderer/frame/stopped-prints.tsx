import { Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconPrinterOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { PrintJobView } from '../../domain/contract/printing.ts';
import { showError } from '../components/show-error.ts';
import { useCommand, useOperation } from '../queries/operations.ts';
import { FAILURE_TEXTS } from '../screens/printing/failure-texts.ts';

const nameOf = ({ kind, receiptNumber, variant }: PrintJobView): string => {
  if (kind === 'test') return 'Test page';
  if (kind === 'drawer') return 'Cash drawer';
  if (kind === 'report') return `Report ${receiptNumber ?? ''}`;
  return `${variant === 'gift' ? 'Gift receipt' : 'Receipt'} ${receiptNumber ?? ''}`;
};

/** Prints that stopped stay in sight on every screen until someone decides about them. */
export const StoppedPrints = () => {
  const jobs = useOperation('printing.getPrintJobs', {});
  const [opened, setOpened] = useState(false);
  const stopped = (jobs.data ?? []).filter(({ state }) => state === 'failed' || state === 'unsure');
  return (
    <>
      {stopped.length > 0 && (
        <Button
          color="orange"
          variant="light"
          className="till-warning"
          leftSection={<IconPrinterOff size={20} />}
          onClick={() => setOpened(true)}
        >
          {stopped.length === 1 ? '1 print stopped' : `${stopped.length} prints stopped`}
        </Button>
      )}
      <Modal opened={opened && stopped.length > 0} onClose={() => setOpened(false)} title="Prints that stopped" size="lg">
        <Stack>
          {stopped.map((job) => (
            <StoppedPrint key={job.id} job={job} />
          ))}
        </Stack>
      </Modal>
    </>
  );
};

const StoppedPrint = ({ job }: { readonly job: PrintJobView }) => {
  const printers = useOperation('printing.getPrinters', {});
  const retry = useCommand('printing.retryJob');
  const skip = useCommand('printing.skipJob');
  const move = useCommand('printing.moveJob');
  const others = (printers.data ?? []).filter(({ id }) => id !== job.printerId);
  const isBusy = retry.isPending || skip.isPending || move.isPending;
  const name = nameOf(job);
  const onError = showError;
  return (
    <Stack gap="xs" className="till-panel" p="md" role="group" aria-label={name}>
      <Text fw={600}>
        {name} · {job.printerName}
      </Text>
      <Text>{FAILURE_TEXTS[job.failure ?? 'unknown']}</Text>
      <Group gap="xs">
        <Button disabled={isBusy} onClick={() => retry.mutate({ jobId: job.id }, { onError })}>
          Try again
        </Button>
        {others.length > 0 && (
          <Menu>
            <Menu.Target>
              <Button variant="default" disabled={isBusy}>
                Other printer
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {others.map(({ id, name: printer }) => (
                <Menu.Item key={id} onClick={() => move.mutate({ jobId: job.id, printerId: id }, { onError })}>
                  {printer}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button variant="default" disabled={isBusy} onClick={() => skip.mutate({ jobId: job.id }, { onError })}>
          Skip
        </Button>
      </Group>
    </Stack>
  );
};
