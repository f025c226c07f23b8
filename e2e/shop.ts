import type { Page } from '@playwright/test';
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

/** What a scanner sends: the characters at its pace, then Enter, to whatever has the focus. */
export const scan = async (page: Page, code: string): Promise<void> => {
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
};
