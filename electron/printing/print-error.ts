import type { PrintFailure } from '../../domain/contract/printing.ts';

/** A print that did not come out, for a reason that a person can do something about. */
export class PrintError extends Error {
  readonly failure: PrintFailure;

  constructor(failure: PrintFailure) {
    super(failure);
    this.failure = failure;
  }
}

const BY_CODE: Readonly<Record<string, PrintFailure>> = {
  ECONNREFUSED: 'refused',
  ENXIO: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'unreachable',
  EAI_AGAIN: 'unreachable',
  ETIMEDOUT: 'timed-out',
  ECONNRESET: 'cut-off',
  EPIPE: 'cut-off',
  EIO: 'cut-off',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EACCES: 'permission',
  EPERM: 'permission',
  EROFS: 'permission',
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  ENODEV: 'not-found',
};

/** The reason behind what a device or the system threw. */
export const failureOf = (error: unknown): PrintFailure => {
  if (error instanceof PrintError) return error.failure;
  return BY_CODE[(error as NodeJS.ErrnoException | undefined)?.code ?? ''] ?? 'unknown';
};
