import { Button, FileButton, Group, SegmentedControl, Select, Stack, Switch, Text, Textarea, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { MAX_LOGO_BYTES, type ReceiptLanguage, type ReceiptLayout } from '../../../domain/contract/printing.ts';
import { readBase64 } from '../../components/read-base64.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { ERROR_TEXTS, errorText } from '../../error-texts.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { ReceiptPaper } from '../printing/receipt-picture.tsx';

const LANGUAGES: readonly { value: ReceiptLanguage; label: string }[] = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
  { value: 'fr', label: 'Français' },
];

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .slice(0, 10)
    .map((line) => line.slice(0, 200));

/** How the shop's receipts look. */
export const ReceiptSection = () => {
  const layout = useOperation('printing.getLayout', {});
  if (layout.error) return <ErrorState error={layout.error} retry={() => void layout.refetch()} />;
  return layout.data ? <LayoutForm saved={layout.data} /> : <LoadingState />;
};

const LayoutForm = ({ saved }: { readonly saved: ReceiptLayout }) => {
  const [layout, setLayout] = useState(saved);
  const [width, setWidth] = useState<58 | 80>(80);
  const [logoFailure, setLogoFailure] = useState<string | null>(null);
  const save = useCommand('printing.saveLayout');
  const change = (part: Partial<ReceiptLayout>): void => setLayout((before) => ({ ...before, ...part }));
  const takeLogo = async (file: File | null): Promise<void> => {
    if (!file) return;
    const fits = file.type === 'image/png' && file.size <= MAX_LOGO_BYTES;
    setLogoFailure(fits ? null : ERROR_TEXTS['printing/logo-invalid']);
    if (fits) change({ logo: await readBase64(file) });
  };
  return (
    <div className="till-settings-pair">
      <Stack>
        <Title order={2} size="h3">
          Receipt
        </Title>
        <Group gap="xs">
          <FileButton accept="image/png" onChange={(file) => void takeLogo(file)}>
            {(props) => (
              <Button {...props} variant="default">
                {layout.logo === null ? 'Choose a logo' : 'Change the logo'}
              </Button>
            )}
          </FileButton>
          {layout.logo !== null && (
            <Button variant="default" onClick={() => change({ logo: null })}>
              Remove the logo
            </Button>
          )}
        </Group>
        {logoFailure !== null && (
          <Text role="alert" size="sm" c="var(--mantine-color-error)">
            {logoFailure}
          </Text>
        )}
        <Textarea
          label="Lines at the top"
          autosize
          minRows={2}
          maxRows={5}
          value={layout.header.join('\n')}
          onChange={({ currentTarget }) => change({ header: linesOf(currentTarget.value) })}
        />
        <Textarea
          label="Lines at the end"
          autosize
          minRows={2}
          maxRows={5}
          value={layout.footer.join('\n')}
          onChange={({ currentTarget }) => change({ footer: linesOf(currentTarget.value) })}
        />
        <Select
          label="Language"
          data={LANGUAGES}
          allowDeselect={false}
          value={layout.language}
          onChange={(language) => language && change({ language })}
        />
        <Switch
          label="Table of taxes"
          checked={layout.taxTable}
          onChange={({ currentTarget }) => change({ taxTable: currentTarget.checked })}
        />
        <Switch
          label="Code of the receipt"
          checked={layout.code}
          onChange={({ currentTarget }) => change({ code: currentTarget.checked })}
        />
        <Group justify="flex-end">
          <Button
            loading={save.isPending}
            onClick={() => save.mutate(layout, { onSuccess: () => showDone('Receipts look like this now'), onError: showError })}
          >
            Save
          </Button>
        </Group>
      </Stack>
      <Stack>
        <SegmentedControl
          aria-label="Paper"
          data={[
            { value: '58', label: '58 mm' },
            { value: '80', label: '80 mm' },
          ]}
          value={String(width)}
          onChange={(value) => setWidth(value === '58' ? 58 : 80)}
        />
        <LivePreview layout={layout} paperWidth={width} />
      </Stack>
    </div>
  );
};

const LivePreview = (wanted: { readonly layout: ReceiptLayout; readonly paperWidth: 58 | 80 }) => {
  const [settled] = useDebouncedValue(wanted, 200);
  const preview = useOperation('printing.previewLayout', settled, { keepPrevious: true });
  if (preview.error) return <Text role="alert">{errorText(preview.error)}</Text>;
  return preview.data ? <ReceiptPaper picture={preview.data} /> : <LoadingState rows={3} />;
};
