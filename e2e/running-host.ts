import type { Page } from '@playwright/test';

/** One run of the app, whatever hosts it. */
export interface RunningHost {
  readonly page: Page;
  call(operation: string, input: unknown): Promise<unknown>;
  close(): Promise<void>;
  kill(): Promise<void>;
}
