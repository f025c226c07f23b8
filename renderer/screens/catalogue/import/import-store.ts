import { create } from 'zustand';
import type { ImportState } from '../../../../domain/contract/imports.ts';
import { MAX_IMPORT_BYTES } from '../../../../domain/contract/imports.ts';
import { newId } from '../../../../domain/shared/ids.ts';
import { CallError, call } from '../../../client.ts';
import { readBase64 } from '../../../components/read-base64.ts';
import { queryClient } from '../../../query-client.ts';

/** What one call takes, in bytes. */
const PIECE_BYTES = 1024 * 1024;
const KEY = 'tillwright.import';

interface ImportStore {
  /** The import that is under way; null before a file is chosen. */
  readonly importId: string | null;
  /** Share of the file that main has; null when no upload runs. */
  readonly uploaded: number | null;
  readonly failure: unknown;
}

/** Lives longer than the screen: who comes back finds the import as it is by then. */
export const useImport = create<ImportStore>(() => ({
  importId: sessionStorage.getItem(KEY),
  uploaded: null,
  failure: null,
}));

/** Shows what a command answered with, without asking for it again. */
const showState = (state: ImportState): void => {
  queryClient.setQueryData(['imports.getState', { importId: state.importId }], state);
};

const isCurrent = (importId: string): boolean => useImport.getState().importId === importId;

/** Uploads a file piece by piece and has it read. Nothing of it is in the catalogue before {@link startImport}. */
export const chooseFile = async (file: File): Promise<void> => {
  if (file.size > MAX_IMPORT_BYTES) {
    const tooLarge = new CallError('catalog/import-too-large', `the file has ${file.size} bytes`, {});
    useImport.setState({ failure: tooLarge });
    return;
  }
  const importId = newId();
  sessionStorage.setItem(KEY, importId);
  useImport.setState({ importId, uploaded: 0, failure: null });
  try {
    let offset = 0;
    do {
      const piece = file.slice(offset, offset + PIECE_BYTES);
      const { received } = await call('imports.upload', {
        importId,
        fileName: file.name,
        offset,
        base64: await readBase64(piece),
      });
      if (!isCurrent(importId)) return;
      offset = received;
      useImport.setState({ uploaded: file.size === 0 ? 1 : offset / file.size });
    } while (offset < file.size);
    showState(await call('imports.preview', { importId, mapping: null }));
    if (isCurrent(importId)) useImport.setState({ uploaded: null });
  } catch (error) {
    if (isCurrent(importId)) forgetImport(error);
  }
};

/** Reads the file again, with other meanings of its columns. */
export const readAgain = async (importId: string, mapping: ImportState['mapping']): Promise<void> => {
  showState(await call('imports.preview', { importId, mapping }));
};

export const startImport = async (importId: string): Promise<void> => {
  showState(await call('imports.start', { importId }));
};

/** Stops the upload, the reading or the writing; nothing of the import stays. */
export const cancelImport = async (importId: string): Promise<void> => {
  const isUploading = useImport.getState().uploaded !== null;
  if (isUploading) forgetImport();
  const state = await call('imports.cancel', { importId });
  if (!isUploading) showState(state);
};

/** Back to choosing a file. */
export const forgetImport = (failure: unknown = null): void => {
  sessionStorage.removeItem(KEY);
  useImport.setState({ importId: null, uploaded: null, failure });
};
