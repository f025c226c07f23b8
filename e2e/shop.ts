import { resolve } from 'node:path';
import type { FileChooser, Page } from '@playwright/test';
import type { Till } from './fixtures.ts';

export interface Owner {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly pin: string;
}

/** What an operation answers; a refusal fails the test. */
export const ask = async <T>(till: Till, operation: string, input: unknown): Promise<T> => {
  const answer = (await till.call(operation, input)) as { ok: true; value: T } | { ok: false; error: unknown };
  if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(answer.error)}`);
  return answer.value;
};

/** The demo shop, made and signed in past the screens; the window shows Sell. */
export const openDemoShop = async (till: Till): Promise<Owner> => {
  const id = crypto.randomUUID();
  const owner = await ask<Omit<Owner, 'id'>>(till, 'identity.setUpDemoShop', { id });
  await till.page.getByRole('navigation', { name: 'Screens' }).waitFor();
  return { id, ...owner };
};

/** Signs in on the PIN pad as a person does. */
export const signInByPin = async (page: Page, pin: string): Promise<void> => {
  await page.getByLabel('PIN', { exact: true }).fill(pin);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
};

/** Milliseconds between two keys of a common scanner. */
const SCANNER_PACE_MS = 5;

/** What a scanner sends: characters at its own pace, whatever this machine is busy with, then Enter, to whatever has the focus. */
export const scan = async (page: Page, code: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const startAt = Date.now() / 1000;
  const keys = [
    ...[...code].map((key) => ({ key, text: key, code: `Digit${key}` })),
    { key: 'Enter', text: '\r', code: 'Enter' },
  ];
  await Promise.all(
    keys.flatMap((key, index) => {
      const timestamp = startAt + (index * SCANNER_PACE_MS) / 1000;
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key, timestamp }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code, timestamp }),
      ];
    }),
  );
  await session.detach();
};

type Files = Parameters<FileChooser['setFiles']>[0];

/** Gives the import screen a file as a person does. */
export const chooseFile = async (page: Page, files: Files): Promise<void> => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  await (await chooser).setFiles(files);
};

/** The real catalogues that lie beside the repository. */
export const sampleCatalogue = (name: string): string => resolve(import.meta.dirname, '../../shared/data', name);
