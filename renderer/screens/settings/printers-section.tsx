import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import type { PrinterView } from '../../../domain/contract/printing.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { OpenDrawer, useDrawer } from '../printing/open-drawer.tsx';
import { KIND_TEXTS, PrinterForm } from './printer-form.tsx';

const newPrinter = (): PrinterView => ({
  id: newId(),
  name: '',
  kind: 'tcp',
  address: '',
  paperWidth: 80,
  codePage: 'auto',
  autoPrint: true,
  opensDrawer: false,
});

/** The printers of this register. */
export const PrintersSection = () => {
  const printers = useOperation('printing.getPrinters', {});
  const drawer = useDrawer();
  const [editing, setEditing] = useState<PrinterView | null>(null);
  if (printers.error) return <ErrorState error={printers.error} retry={() => void printers.refetch()} />;
  if (!printers.data) return <LoadingState />;
  if (editing) return <PrinterForm key={editing.id} printer={editing} close={() => setEditing(null)} />;
  return (
    <Stack>
      <Group justify="space-between">
        <Title order={2} size="h3">
          Printers
        </Title>
        <Group gap="xs">
          <OpenDrawer drawer={drawer} />
          <Button leftSection={<IconPlus size={20} />} onClick={() => setEditing(newPrinter())}>
            Add a printer
          </Button>
        </Group>
      </Group>
      {printers.data.length === 0 && (
        <EmptyState
          icon={<IconPrinter size={40} />}
          title="No printer yet"
          hint="Sales go on without one. Add a receipt printer, or a folder that takes each receipt as a PDF."
        />
      )}
      {printers.data.map((printer) => (
        <PrinterPanel key={printer.id} printer={printer} edit={() => setEditing(printer)} />
      ))}
    </Stack>
  );
};

const PrinterPanel = ({ printer, edit }: { readonly printer: PrinterView; readonly edit: () => void }) => {
  const test = useCommand('printing.printTestPage');
  const remove = useCommand('printing.removePrinter');
  const { id, name, kind, address, paperWidth, autoPrint, opensDrawer } = printer;
  return (
    <Group className="till-panel" p="md" justify="space-between" role="group" aria-label={name}>
      <Stack gap={2} miw={0} flex={1}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed" truncate>
          {KIND_TEXTS[kind].name} · {address} · {paperWidth} mm
        </Text>
        <Text size="sm" c="dimmed">
          {autoPrint ? 'Prints every receipt' : 'Prints when asked'}
          {opensDrawer && ', opens the drawer'}
        </Text>
      </Stack>
      <Group gap="xs">
        <Button
          variant="default"
          loading={test.isPending}
          onClick={() =>
            test.mutate({ id: newId(), printerId: id }, { onSuccess: () => showDone(`Sent to ${name}`), onError: showError })
          }
        >
          Test page
        </Button>
        <Button variant="default" onClick={edit}>
          Change
        </Button>
        <Button
          variant="default"
          loading={remove.isPending}
          onClick={() => remove.mutate({ printerId: id }, { onSuccess: () => showDone(`${name} removed`), onError: showError })}
        >
          Remove
        </Button>
      </Group>
    </Group>
  );
};
