import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../domain/contract/answer.ts';
import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import { ROOT } from './built.ts';

/** The built app in a process of its own, as `npm run serve` runs it. */
export interface ServedTill {
  /** @throws when the process dies before it has answered */
  call<N extends OperationName>(name: N, input: RequestOf<N>): Promise<Answer<OutputOf<N>>>;
  /** `kill -9`; settles when the process is gone. */
  kill(): Promise<void>;
  readonly pid: number;
  readonly url: string;
  readonly token: string;
}

/** @param dataDir the shop's folder; started once more on the same one, it goes on from there */
export const serveTill = async (dataDir: string): Promise<ServedTill> => {
  const host = join(ROOT, 'out/main/node-host.js');
  const child: ChildProcess & { stdout: NodeJS.ReadableStream; stderr: NodeJS.ReadableStream } = spawn(
    process.execPath,
    [host, '--data', dataDir, '--port', '0'],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const exited = once(child, 'exit');
  const ended = exited.then(() => {
    throw new Error(`the till did not start: ${errors}`);
  });
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const { url, token } = JSON.parse(line) as { url: string; token: string };
  return {
    pid: child.pid ?? 0,
    url,
    token,
    async call<N extends OperationName>(name: N, input: RequestOf<N>) {
      const headers = { Authorization: `Bearer ${token}` };
      const response = await fetch(`${url}rpc/${name}`, { method: 'POST', headers, body: JSON.stringify(input) });
      return (await response.json()) as Answer<OutputOf<N>>;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
