import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { ImportFinding, ImportState } from '../../../../domain/contract/imports.ts';
import { EmptyState } from '../../../components/states.tsx';
import { type Column, VirtualList } from '../../../components/virtual-list.tsx';
import { FINDING_TEXTS } from './import-texts.ts';

interface Row extends ImportFinding {
  readonly key: string;
  readonly isError: boolean;
}

const COLUMNS: readonly Column<Row>[] = [
  { name: 'Line', width: '52px', align: 'end', cell: ({ line }) => line },
  {
    name: 'Column',
    width: 'minmax(0, 1fr)',
    cell: ({ column }) => (
      <Text size="sm" truncate title={column ?? undefined}>
        {column}
      </Text>
    ),
  },
  {
    name: 'Problem',
    width: 'minmax(0, 2.4fr)',
    cell: ({ code, isError }) => (
      <Group gap={8} wrap="nowrap">
        {isError ? (
          <IconCircleX size={20} className="till-whole till-finding-error" role="img" aria-label="Error:" />
        ) : (
          <IconAlertTriangle size={20} className="till-whole till-finding-warning" role="img" aria-label="Warning:" />
        )}
        <Text size="sm" lineClamp={2} lh={1.25} title={FINDING_TEXTS[code]}>
          {FINDING_TEXTS[code]}
        </Text>
      </Group>
    ),
  },
  {
    name: 'Value',
    width: 'minmax(0, 1.2fr)',
    cell: ({ value }) => (
      <Text size="sm" truncate title={value} dir="auto">
        {value}
      </Text>
    ),
  },
];

const rowsOf = (findings: readonly ImportFinding[], isError: boolean): readonly Row[] =>
  findings.map((finding, index) => ({ ...finding, isError, key: `${isError ? 'error' : 'warning'} ${index}` }));

type Shown = 'all' | 'errors' | 'warnings';

/** Everything that was found, errors before warnings. */
export const Findings = ({ state }: { readonly state: ImportState }) => {
  const { errors, errorCount, warnings, warningCount } = state;
  const [shown, setShown] = useState<Shown>('all');
  const rows = useMemo(
    () => [...(shown === 'warnings' ? [] : rowsOf(errors, true)), ...(shown === 'errors' ? [] : rowsOf(warnings, false))],
    [shown, errors, warnings],
  );
  const isCut = errors.length < errorCount || warnings.length < warningCount;
  return (
    <>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Title order={2} size="h5" id="import-findings">
          Findings
        </Title>
        <SegmentedControl
          size="sm"
          aria-label="Show"
          value={shown}
          onChange={setShown}
          data={[
            { value: 'all', label: 'All' },
            { value: 'errors', label: `Errors (${errorCount})` },
            { value: 'warnings', label: `Warnings (${warningCount})` },
          ]}
        />
      </Group>
      {rows.length === 0 ? (
        <div className="till-panel till-fill">
          <EmptyState icon={<IconCircleCheck size={40} />} title="None" hint="Every row of the file can be taken as it is." />
        </div>
      ) : (
        <VirtualList label="Errors and warnings" columns={COLUMNS} rows={rows} keyOf={({ key }) => key} />
      )}
      <Text size="sm" c="dimmed" mt="xs">
        A row with an error is left out; a row with a warning is taken.
        {isCut && ' Of each, the first 1000 are shown.'}
      </Text>
    </>
  );
};
