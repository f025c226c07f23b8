import type { PrintFailure } from '../../../domain/contract/printing.ts';

/** Why a print did not come out, and what to do about it. */
export const FAILURE_TEXTS: Readonly<Record<PrintFailure, string>> = {
  refused: 'The printer refuses the connection. Is it switched on?',
  unreachable: 'The printer cannot be reached. Check its cable and its address.',
  'timed-out': 'The printer did not answer in time.',
  'paper-out': 'The printer has no paper.',
  'cover-open': 'The printer’s cover is open.',
  'cut-off': 'The connection broke while printing: a part may have come out. Look before you print again.',
  'disk-full': 'The disk is full.',
  permission: 'This program may not write there.',
  'not-found': 'The device or folder is not there.',
  'not-supported': 'This kind of printer does not work here. Choose another.',
  interrupted: 'The till stopped while this was printing: it may have been printed. Look before you print again.',
  unknown: 'Printing failed.',
};
