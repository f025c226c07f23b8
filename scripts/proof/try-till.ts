import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import { type AppOptions, createApp, DATABASE_FILE, type TillApp } from '../../electron/app.ts';
import { Session } from '../../electron/sessions.ts';
import { Refused } from './refused.ts';

export interface TryTill {
  readonly app: TillApp;
  readonly file: string;
  /** Of the owner, once somebody set the shop up through it. */
  readonly session: Session;
  /** Calls as a host does; throws what is refused. */
  call<N extends OperationName>(name: N, input: RequestOf<N>): Promise<OutputOf<N>>;
}

/** The real app on a folder, without a host. */
export const openTryTill = async (options: Omit<AppOptions, 'version'>): Promise<TryTill> => {
  const app = await createApp({ version: 'proof', terminalThinkingMs: 0, terminalTimeoutMs: 0, ...options });
  const session = new Session();
  return {
    app,
    file: join(options.dataDir, DATABASE_FILE),
    session,
    async call<N extends OperationName>(name: N, input: RequestOf<N>) {
      const answer = await app.dispatcher.dispatch(session, name, input);
      if (!answer.ok) throw new Refused(name, answer.error.code, answer.error.message);
      return answer.value as OutputOf<N>;
    },
  };
};

/** A folder that is gone when `work` ended. */
export const withTemporaryFolder = async <T>(work: (folder: string) => Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'tillwright-proof-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
};
