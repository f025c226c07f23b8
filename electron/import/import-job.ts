import type { ImportField, ImportState } from '../../domain/contract/imports.ts';
import type { ErrorCode } from '../../domain/shared/errors.ts';

/** What the import's thread is started with. */
export interface ImportJob {
  readonly kind: 'preview' | 'write' | 'remove-staged' | 'tell';
  readonly databaseFile: string;
  /** Shared words: the write turn, and one that is set to stop. */
  readonly turn: SharedArrayBuffer;
  readonly stop: SharedArrayBuffer;
}

export interface PreviewJob extends ImportJob {
  readonly kind: 'preview';
  readonly file: string;
  readonly currency: string;
  /** null: guess. */
  readonly mapping: readonly (ImportField | null)[] | null;
}

export interface WriteJob extends ImportJob {
  readonly kind: 'write';
  readonly file: string;
  readonly currency: string;
  readonly mapping: readonly (ImportField | null)[];
  readonly rows: number;
  readonly importId: string;
  readonly fileName: string;
  readonly userId: string;
  readonly userName: string;
}

interface RemoveStagedJob extends ImportJob {
  readonly kind: 'remove-staged';
  readonly imports: readonly number[];
}

interface TellJob extends ImportJob {
  readonly kind: 'tell';
}

export type AnyImportJob = PreviewJob | WriteJob | RemoveStagedJob | TellJob;

export const GO_ON = 0;
export const STOP = 1;

export type Findings = Pick<ImportState, 'errors' | 'errorCount' | 'warnings' | 'warningCount'>;
type Preview = Findings & Pick<ImportState, 'columns' | 'mapping' | 'rows' | 'goodRows' | 'newTypes' | 'newBrands'>;

/** What the import's thread tells. */
export type ImportMessage =
  | { readonly kind: 'progress'; readonly progress: number }
  | { readonly kind: 'previewed'; readonly preview: Preview }
  | { readonly kind: 'written'; readonly written: number; readonly findings: Findings }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly code: ErrorCode };
