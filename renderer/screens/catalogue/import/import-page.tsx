import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import type { ImportState } from '../../../../domain/contract/imports.ts';
import { CallError } from '../../../client.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { ErrorState, LoadingState } from '../../../components/states.tsx';
import { useKeys } from '../../../keys/keys.ts';
import { useOperation } from '../../../queries/operations.ts';
import { ChooseFile } from './choose-file.tsx';
import { ImportOutcome } from './import-outcome.tsx';
import { useImport } from './import-store.ts';
import { itemsInWords } from './import-texts.ts';
import { Preview } from './preview.tsx';
import { Running } from './running.tsx';

/** The wizard: choose a file, look at what would be written, write it. */
export const ImportPage = () => {
  const [, navigate] = useLocation();
  const back = (): void => navigate('/catalogue');
  useKeys('Import', [{ key: 'Escape', does: 'Back to the catalogue; a running import goes on', run: back }]);
  return (
    <div className="till-screen">
      <PageHeader title="Import items">
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
          Catalogue
        </Button>
      </PageHeader>
      <Step />
    </div>
  );
};

const Step = () => {
  const { importId, uploaded, failure } = useImport();
  if (importId === null) return <ChooseFile failure={failure} />;
  if (uploaded !== null) return <Running importId={importId} what="Uploading the file" progress={uploaded} />;
  return <KnownImport key={importId} importId={importId} />;
};

const KnownImport = ({ importId }: { readonly importId: string }) => {
  const { data, error, refetch } = useOperation('imports.getState', { importId });
  if (error) {
    return error instanceof CallError && error.code === 'catalog/import-not-found' ? (
      <ChooseFile failure={error} />
    ) : (
      <ErrorState error={error} retry={() => void refetch()} />
    );
  }
  if (!data) return <LoadingState />;
  return <Phase state={data} />;
};

const Phase = ({ state }: { readonly state: ImportState }) => {
  const { importId, phase, progress, columns } = state;
  switch (phase) {
    case 'uploading':
      // The window was loaded again in the middle of it.
      return <ChooseFile failure={null} />;
    case 'reading':
    case 'previewed':
      return phase === 'reading' && columns.length === 0 ? (
        <Running importId={importId} what="Reading the file" progress={progress} follow />
      ) : (
        <Preview state={state} />
      );
    case 'writing':
      return <Running importId={importId} what={`Importing ${itemsInWords(state.goodRows)}`} progress={progress} follow />;
    case 'done':
    case 'cancelled':
    case 'failed':
      return <ImportOutcome state={state} />;
  }
};
