import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ROOT } from '../../built.ts';

export const RECEIVER = join(ROOT, 'docs/receiver.mjs');

/** The receiver of the documents in a process of its own. `kill` is as a power cut: it has no chance to finish anything. */
export const startReceiver = async (file: string, token: string): Promise<{ readonly url: string; kill(): Promise<void> }> => {
  const child = spawn(process.execPath, [RECEIVER, file, '0', token], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    url,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
};
