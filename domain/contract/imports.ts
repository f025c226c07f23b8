import { z } from 'zod';
import { maskCardNumbers } from '../shared/mask-card-numbers.ts';
import { command, query } from './operation.ts';
import { id } from './schemas.ts';

/** What a column of a file can mean. */
export const IMPORT_FIELDS = [
  'name',
  'description',
  'price',
  'type',
  'brand',
  'barcode',
  'availableStock',
  'restockThreshold',
  'maxStockThreshold',
] as const;
export type ImportField = (typeof IMPORT_FIELDS)[number];

/** The largest file that is taken, in bytes. */
export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;

const mapping = z
  .array(z.enum(IMPORT_FIELDS).nullable())
  .max(100)
  .meta({ description: 'one entry for each column of the file: what it means, or null to leave it out' });

const finding = z.strictObject({
  line: z.int().meta({ description: 'line of the file, or number of the record in JSON, from 1' }),
  column: z.string().nullable(),
  code: z.enum([
    'missing-name',
    'missing-price',
    'bad-price',
    'bad-number',
    'bad-barcode',
    'barcode-like-card',
    'too-long',
    'wrong-cells',
    'barcode-twice',
    'barcode-taken',
    'already-there',
    'wrong-check-digit',
    'mended-text',
  ]),
  value: z.string().meta({ description: 'what stood there, shortened' }),
});
export type ImportFinding = z.infer<typeof finding>;

export const importState = z.strictObject({
  importId: id,
  fileName: z.string(),
  phase: z.enum(['uploading', 'reading', 'previewed', 'writing', 'done', 'cancelled', 'failed']),
  progress: z.number().min(0).max(1).meta({ description: 'share of the running phase that is done' }),
  columns: z.array(z.strictObject({ name: z.string(), samples: z.array(z.string()) })),
  mapping,
  rows: z.int(),
  goodRows: z.int().meta({ description: 'rows that become items' }),
  errors: z.array(finding).meta({ description: 'rows that are left out; the first 1000' }),
  errorCount: z.int(),
  warnings: z.array(finding).meta({ description: 'rows that are taken with a remark; the first 1000' }),
  warningCount: z.int(),
  newTypes: z.int(),
  newBrands: z.int(),
  written: z.int().meta({ description: 'items created, once done' }),
  failure: z.string().nullable().meta({ description: 'an error code, when phase is failed' }),
});
export type ImportState = z.infer<typeof importState>;

const importInput = z.strictObject({ importId: id });

export const imports = {
  upload: command({
    access: 'manager',
    summary: 'Takes the next piece of a CSV or JSON file, at most 1 MiB; the first piece has offset 0',
    input: z.strictObject({
      importId: id,
      fileName: z.string().min(1).max(255).overwrite(maskCardNumbers),
      offset: z.int().min(0).max(MAX_IMPORT_BYTES),
      base64: z.base64().max(1_400_000),
    }),
    output: z.strictObject({ received: z.int() }),
    changes: [],
  }),
  preview: command({
    access: 'manager',
    summary:
      'Reads the uploaded file in the background and reports what an import would do; writes nothing. mapping: null to guess',
    input: z.strictObject({ importId: id, mapping: mapping.nullable().default(null) }),
    output: importState,
    changes: ['imports'],
  }),
  start: command({
    access: 'manager',
    summary: 'Writes the previewed rows in the background: all of them or none',
    input: importInput,
    output: importState,
    changes: ['imports'],
  }),
  getState: query({ access: 'manager', summary: 'How far an import is', input: importInput, output: importState }),
  cancel: command({
    access: 'manager',
    summary: 'Stops an import; nothing of it stays',
    input: importInput,
    output: importState,
    changes: ['imports'],
  }),
};
