import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../domain/contract/answer.ts';
import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import { newId } from '../domain/shared/ids.ts';
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

/** Calls the served till; throws what is refused. */
export const ask = async <N extends OperationName>(till: ServedTill, name: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
  const answer = await till.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
};

const PIECE = 1 << 20;
const LOOK_AGAIN_MS = 50;

/** Uploads and previews; what is given starts the import and waits until it is done. */
export const prepareImport = async (till: ServedTill, file: Buffer): Promise<() => Promise<void>> => {
  const importId = newId();
  for (let offset = 0; offset < file.length; offset += PIECE) {
    const base64 = file.subarray(offset, offset + PIECE).toString('base64');
    await ask(till, 'imports.upload', { importId, fileName: 'bench.csv', offset, base64 });
  }
  const settle = async (phase: 'previewed' | 'done'): Promise<void> => {
    for (;;) {
      const state = await ask(till, 'imports.getState', { importId });
      if (state.phase === phase) return;
      if (state.phase !== 'reading' && state.phase !== 'writing')
        throw new Error(`the import ended as ${state.phase}: ${String(state.failure)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  };
  await ask(till, 'imports.preview', { importId });
  await settle('previewed');
  return async () => {
    await ask(till, 'imports.start', { importId });
    await settle('done');
  };
};
