import { Button, Group, Text, Title } from '@mantine/core';
import { useRef, useState } from 'react';
import type { ImportState } from '../../../../domain/contract/imports.ts';
import { showError } from '../../../components/show-error.ts';
import { useOperation } from '../../../queries/operations.ts';
import { Findings } from './findings.tsx';
import { cancelImport, forgetImport, readAgain, startImport } from './import-store.ts';
import { itemsInWords } from './import-texts.ts';
import { MappingTable } from './mapping-table.tsx';

const POLL_MS = 400;

/** What the import would do. It stays in sight while the file is read again with other meanings. */
export const Preview = ({ state }: { readonly state: ImportState }) => {
  const { importId, fileName, phase, columns, rows, goodRows, errorCount, warningCount, newTypes, newBrands } = state;
  const isReading = phase === 'reading';
  const [chosen, setChosen] = useState<ImportState['mapping'] | null>(null);
  const [isStarting, setStarting] = useState(false);
  useOperation('imports.getState', { importId }, { enabled: isReading, refetchInterval: POLL_MS });
  const mapping = chosen ?? state.mapping;
  const last = useRef(0);

  const change = async (next: ImportState['mapping']): Promise<void> => {
    setChosen(next);
    last.current += 1;
    const turn = last.current;
    try {
      await readAgain(importId, next);
    } catch (error) {
      showError(error);
    }
    if (turn === last.current) setChosen(null);
  };
  const start = async (): Promise<void> => {
    setStarting(true);
    try {
      await startImport(importId);
    } catch (error) {
      showError(error);
      setStarting(false);
    }
  };
  const giveUp = (): void => {
    forgetImport();
    cancelImport(importId).catch(showError);
  };

  const counts: readonly (readonly [string, number])[] = [
    ['rows', rows],
    ['items to create', goodRows],
    ['errors', errorCount],
    ['warnings', warningCount],
    ['new types', newTypes],
    ['new brands', newBrands],
  ];
  return (
    <>
      <Group className="till-panel" justify="space-between" wrap="nowrap" p="sm" px="md" mb="md" gap="md">
        <div>
          <Text fw={550} truncate title={fileName} maw={420}>
            {fileName}
          </Text>
          <Text role="status">
            {isReading ? 'Reading the file …' : counts.map(([word, count]) => `${count} ${word}`).join(' · ')}
          </Text>
        </div>
        <Group gap="sm" wrap="nowrap">
          <Button variant="default" onClick={giveUp}>
            Another file
          </Button>
          <Button disabled={isReading || goodRows === 0} loading={isStarting} onClick={() => void start()}>
            Import {itemsInWords(goodRows)}
          </Button>
        </Group>
      </Group>
      <div className="till-import">
        <section aria-labelledby="import-columns">
          <Title order={2} size="h5" id="import-columns" mb="xs">
            What the columns mean
          </Title>
          <MappingTable columns={columns} mapping={mapping} onChange={(next) => void change(next)} />
        </section>
        <section aria-labelledby="import-findings">
          <Findings state={state} />
        </section>
      </div>
      <Text c="dimmed" size="sm" mt="xs">
        Nothing is written until you press Import. Then all of these items are created, or none.
      </Text>
    </>
  );
};
