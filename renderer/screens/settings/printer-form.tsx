import { Alert, Button, Group, Select, Stack, Switch, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { type CodePageChoice, PRINTER_KINDS, type PrinterView } from '../../../domain/contract/printing.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

export const KIND_TEXTS: Readonly<
  Record<PrinterView['kind'], { readonly name: string; readonly address: string; readonly example: string }>
> = {
  tcp: { name: 'Network', address: 'Address', example: '192.168.1.50' },
  device: { name: 'USB or serial device', address: 'Device', example: '/dev/usb/lp0' },
  system: { name: 'Printer of this computer', address: 'Name of the printer', example: 'Receipts' },
  'pdf-folder': { name: 'PDF folder', address: 'Folder', example: '/home/shop/receipts' },
};

const CODE_PAGE_TEXTS: readonly { value: CodePageChoice; label: string }[] = [
  { value: 'auto', label: 'Whatever fits' },
  { value: 'western', label: 'Western European' },
  { value: 'central-european', label: 'Central European' },
  { value: 'cyrillic', label: 'Cyrillic' },
  { value: 'greek', label: 'Greek' },
  { value: 'turkish', label: 'Turkish' },
  { value: 'baltic', label: 'Baltic' },
  { value: 'picture', label: 'None: all but plain letters as pictures' },
];

export const PrinterForm = ({ printer, close }: { readonly printer: PrinterView; readonly close: () => void }) => {
  const save = useCommand('printing.savePrinter');
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<PrinterView>({
    initialValues: printer,
    validate: {
      name: (value) => (value.trim() === '' ? 'Give it a name.' : null),
      address: (value) => (value.trim() === '' ? 'Say where it is.' : null),
    },
  });
  const { kind, paperWidth, codePage } = form.values;
  const takesBytes = kind === 'tcp' || kind === 'device';
  const submit = form.onSubmit((values) => {
    setFailure(null);
    save.mutate(values, {
      onSuccess: ({ name }) => {
        showDone(`${name} saved`);
        close();
      },
      onError: (error) => {
        signal('error');
        setFailure(errorText(error));
      },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={520}>
        <Title order={2} size="h3">
          {printer.name === '' ? 'Add a printer' : printer.name}
        </Title>
        <TextInput label="Name" maxLength={200} {...form.getInputProps('name')} />
        <Select
          label="Kind"
          allowDeselect={false}
          data={PRINTER_KINDS.map((value) => ({ value, label: KIND_TEXTS[value].name }))}
          value={kind}
          onChange={(value) => value && form.setFieldValue('kind', value)}
        />
        <TextInput
          label={KIND_TEXTS[kind].address}
          description={`For example ${KIND_TEXTS[kind].example}`}
          maxLength={300}
          {...form.getInputProps('address')}
        />
        <Select
          label="Paper"
          allowDeselect={false}
          data={[
            { value: '58', label: '58 mm, 32 characters' },
            { value: '80', label: '80 mm, 48 characters' },
          ]}
          value={String(paperWidth)}
          onChange={(value) => form.setFieldValue('paperWidth', value === '58' ? 58 : 80)}
        />
        {takesBytes && (
          <Select
            label="Characters of the printer"
            allowDeselect={false}
            data={CODE_PAGE_TEXTS}
            value={codePage}
            onChange={(value) => value && form.setFieldValue('codePage', value)}
          />
        )}
        <Switch label="Print the receipt of every sale" {...form.getInputProps('autoPrint', { type: 'checkbox' })} />
        {takesBytes && (
          <Switch label="The cash drawer hangs on it" {...form.getInputProps('opensDrawer', { type: 'checkbox' })} />
        )}
        {failure !== null && (
          <Alert color="red" role="alert" title="It was not saved">
            {failure}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
