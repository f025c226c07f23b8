import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach } from 'vitest';
import type { OperationName, OutputOf, RequestOf } from '../../domain/contract/index.ts';
import type { ErrorCode } from '../../domain/shared/errors.ts';
import { newId } from '../../domain/shared/ids.ts';
import { type AppOptions, createApp, DATABASE_FILE, type TillApp } from '../app.ts';
import { Session } from '../sessions.ts';

export const OWNER = {
  id: newId(),
  name: 'Ada',
  lastName: 'Owner',
  email: 'ada@shop.example',
  password: 'correct horse',
  pin: '271828',
};

/**
 * A till on a file of each test's own, its owner signed in.
 * @param registerCode where a test has several
 * @param options what a test needs other than a shop
 */
export const setUpTestTill = (registerCode = 'R1', options: Partial<AppOptions> = {}) => {
  let app: TillApp;
  let session: Session;
  let dataDir: string;
  let passed = 0;

  const start = async (): Promise<void> => {
    app = await createApp({
      ...{ dataDir, version: 'test', terminalThinkingMs: 5, terminalTimeoutMs: 5 },
      monotonic: () => performance.now() + passed,
      ...options,
    });
    session = new Session();
  };
  const call = async <N extends OperationName>(name: N, input: RequestOf<N>, by = session): Promise<OutputOf<N>> => {
    const answer = await app.dispatcher.dispatch(by, name, input);
    if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
    return answer.value as OutputOf<N>;
  };

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'tillwright-'));
    await start();
    const shop = { name: 'Shop', currency: 'EUR', taxRatePpm: 190_000, pricesIncludeTax: true, registerCode };
    await call('identity.setUpShop', { shop, owner: OWNER });
  });
  afterEach(async () => {
    await app.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  return {
    start,
    call,
    dispatch: (by: Session, name: string, input: unknown, approvalId?: string) =>
      app.dispatcher.dispatch(by, name, input, approvalId),
    /** Lets time pass that no clock shows. */
    pass(ms: number): void {
      passed += ms;
    },
    stop: () => app.close(),
    dataDir: () => dataDir,
    onChanged: (listener: Parameters<TillApp['onChanged']>[0]) => app.onChanged(listener),
    async restart(): Promise<void> {
      await app.close();
      await start();
      await call('identity.switchUser', { userId: OWNER.id, pin: OWNER.pin });
    },
    async refusal<N extends OperationName>(name: N, input: RequestOf<N>, by = session): Promise<ErrorCode> {
      const answer = await app.dispatcher.dispatch(by, name, input);
      if (answer.ok) throw new Error(`${name} was not refused`);
      return answer.error.code;
    },
    /** Reads the file past the app. */
    file<T>(read: (sqlite: Sqlite.Database) => T): T {
      const sqlite = new Sqlite(join(dataDir, DATABASE_FILE), { readonly: true });
      try {
        return read(sqlite);
      } finally {
        sqlite.close();
      }
    },
  };
};
