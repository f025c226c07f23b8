import { Button, Group, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ImportState } from '../../../../domain/contract/imports.ts';
import { EmptyState } from '../../../components/states.tsx';
import { ERROR_TEXTS } from '../../../error-texts.ts';
import { useCatalogueFilters } from '../catalogue-filters.ts';
import { forgetImport } from './import-store.ts';
import { itemsInWords } from './import-texts.ts';

const textOf = (failure: string | null): string =>
  (ERROR_TEXTS as Readonly<Record<string, string>>)[failure ?? ''] ?? ERROR_TEXTS['catalog/import-failed'];

export const ImportOutcome = ({ state }: { readonly state: ImportState }) => {
  const [, navigate] = useLocation();
  const { phase, fileName, written, errorCount, failure } = state;
  const isDone = phase === 'done';
  const toCatalogue = (): void => {
    forgetImport();
    useCatalogueFilters.getState().clear();
    navigate('/catalogue');
  };
  return (
    <section className="till-fill till-panel" role="status">
      <EmptyState
        icon={isDone ? <IconCircleCheck size={48} /> : <IconCircleX size={48} />}
        title={
          isDone
            ? `${itemsInWords(written)} ${written === 1 ? 'was' : 'were'} created`
            : phase === 'failed'
              ? 'The import failed'
              : 'The import was cancelled'
        }
        hint={
          isDone
            ? `From ${fileName}.${errorCount > 0 ? ` ${errorCount} errors kept rows out.` : ' Every row went in.'}`
            : phase === 'failed'
              ? textOf(failure)
              : 'Nothing of it was kept.'
        }
      >
        <Group mt="xs" justify="center">
          <Button variant={isDone ? 'default' : 'filled'} onClick={() => forgetImport()}>
            {isDone ? 'Import another file' : 'Choose a file'}
          </Button>
          {isDone && <Button onClick={toCatalogue}>Show the catalogue</Button>}
        </Group>
        {phase === 'failed' && <Text c="dimmed">{fileName}</Text>}
      </EmptyState>
    </section>
  );
};
