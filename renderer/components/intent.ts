import { useState } from 'react';
import { newId } from '../../domain/shared/ids.ts';

interface Intent {
  /** The id of this command: the same for as long as its contents are, so that a repeat is never done twice. */
  idFor(contents: unknown): string;
  /** It was done: the next command is another one, even with the same contents. */
  done(): void;
}

/** Ids for the commands of one form. */
export const createIntent = (makeId: () => string = newId): Intent => {
  let current: { readonly contents: string; readonly id: string } | null = null;
  return {
    idFor(contents) {
      const text = JSON.stringify(contents);
      if (current?.contents !== text) current = { contents: text, id: makeId() };
      return current.id;
    },
    done() {
      current = null;
    },
  };
};

export const useIntent = (): Intent => useState(() => createIntent())[0];
