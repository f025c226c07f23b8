import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lockDataDir } from '../db/data-dir-lock.ts';
import { DomainError } from '../domain/shared/errors.ts';
import { createApp } from './app.ts';
import { newToken } from './bearer-token.ts';
import { defaultDataDir } from './default-data-dir.ts';
import { startHttpServer } from './http-server.ts';

const USAGE = 'usage: npm run serve -- [--data DIR] [--port N] [--token T]';

interface ServeOptions {
  readonly dataDir: string;
  readonly port: number;
  readonly token: string;
}

/**
 * Serves the app on loopback until it is told to stop, and prints one JSON line `{"url":…,"token":…}` when it is ready.
 * @param root the folder that holds `package.json` and `out`
 */
export const serve = async (args: readonly string[], root: string): Promise<void> => {
  try {
    await start(readOptions(args), root);
  } catch (error) {
    console.error(error instanceof DomainError || error instanceof StartError ? error.message : error);
    process.exitCode = 1;
  }
};

/** A start that failed for a reason that one sentence tells. */
class StartError extends Error {}

const readOptions = (args: readonly string[]): ServeOptions => {
  let values: { data?: string; port?: string; token?: string };
  try {
    const options = { data: { type: 'string' }, port: { type: 'string' }, token: { type: 'string' } } as const;
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new StartError(`${(error as Error).message}\n${USAGE}`);
  }
  const port = Number(values.port ?? '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StartError(`${values.port} is no port\n${USAGE}`);
  if (values.token !== undefined && !/^[\x21-\x7e]+$/.test(values.token)) {
    throw new StartError(`a token is printable ASCII without spaces\n${USAGE}`);
  }
  return {
    dataDir: resolve(values.data ?? defaultDataDir(process.platform, process.env)),
    port,
    token: values.token ?? newToken(),
  };
};

const start = async ({ dataDir, port, token }: ServeOptions, root: string): Promise<void> => {
  const rendererDir = join(root, 'out/renderer');
  if (!existsSync(join(rendererDir, 'index.html')))
    throw new StartError('The screens are not built yet: run "npm run build" first.');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

  const unlock = lockDataDir(dataDir);
  try {
    const app = await createApp({ dataDir, version });
    try {
      const server = await startHttpServer({ app, token, port, rendererDir });
      stopOnSignal(async () => {
        await server.close();
        await app.close();
        unlock();
      });
      console.log(JSON.stringify({ url: server.url, token }));
    } catch (error) {
      await app.close();
      if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
        throw new StartError(`Port ${port} is taken by another program.`);
      throw error;
    }
  } catch (error) {
    unlock();
    throw error;
  }
};

const stopOnSignal = (stop: () => Promise<void>): void => {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
    });
  }
};
