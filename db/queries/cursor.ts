import { DomainError } from '../../domain/shared/errors.ts';

type Key = string | number;

/** A place in a sorted list, as text that the caller keeps and gives back. */
export const writeCursor = (...keys: readonly Key[]): string => Buffer.from(JSON.stringify(keys)).toString('base64url');

/**
 * @param shape one sample for each key: a string or a number
 * @throws DomainError `shared/invalid-input` for a text that {@link writeCursor} never gave
 */
export const readCursor = <K extends readonly Key[]>(cursor: string, ...shape: K): K => {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (
      Array.isArray(keys) &&
      keys.length === shape.length &&
      shape.every((sample, index) => typeof keys[index] === typeof sample)
    ) {
      return keys as unknown as K;
    }
  } catch {
    // Falls through to the refusal.
  }
  throw new DomainError('shared/invalid-input', 'cursor: not one of ours', { path: 'cursor' });
};
