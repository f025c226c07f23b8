import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Numbers that card brands and payment providers publish for tests, as people type them and as scanners send them. No digits of another
 * kind look like these, so wherever one is found it was let through.
 */
export const TEST_CARDS = [
  '4111111111111111',
  '4012 8888 8888 1881',
  '5555555555554444',
  '5105-1051-0510-5100',
  '2223003122003222',
  '378282246310005',
  '3714 496353 98431',
  '6011111111111117',
  '3530111333300000',
  '30569309025904',
] as const;

const bare = (text: string): string => text.replace(/[ \0-]/g, '');

/** The test cards that stand in a text, with or without blanks and dashes, in one byte or two to the letter. */
export const testCardsIn = (text: string): readonly string[] => {
  const digits = bare(text);
  return TEST_CARDS.filter((card) => digits.includes(bare(card)));
};

/** The password store of a browser that asks its user first; Electron has none. */
const OF_THE_BROWSER = /^Login Data/;

/** The file's bytes, a letter each; nothing where it was taken away since it was listed, as a browser's last files are. */
const bytesOf = (file: string): string => {
  try {
    return readFileSync(file, 'latin1');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
};

/** Looks for the test cards in the bytes of every file of a folder. @returns file and number, a line for each that was found */
export const testCardsUnder = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !OF_THE_BROWSER.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) => testCardsIn(bytesOf(file)).map((card) => `${relative(folder, file)}: ${card}`));
