import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { OfficeInput, OfficeOperation, OfficeOutput } from '../../../sync/hub/office-api.ts';
import { OFFICE_API } from '../../../sync/hub/office-api.ts';
import { ROOT } from '../../built.ts';

/** A hub in a process of its own, as `npm run hub` starts it. */
export interface HubProcess {
  readonly url: string;
  /** Told by the first hub on a database. */
  readonly officeKey: string;
  /** Holds the process in its tracks, or lets it go on. */
  hold(isHeld: boolean): void;
  /** `kill -9`; settles when the process is gone. */
  kill(): Promise<void>;
}

/** @param script another program that starts one, for a hub that is wrong or bare; `args` are its own */
export const startHub = async (
  databaseUrl: string,
  script = 'scripts/hub.ts',
  args: readonly string[] = ['--port', '0'],
): Promise<HubProcess> => {
  const child = spawn(process.execPath, [join(ROOT, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: databaseUrl },
  });
  let errors = '';
  child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
  const exited = once(child, 'exit');
  const ended = exited.then(() => {
    throw new Error(`the hub did not start: ${errors}`);
  });
  const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [string];
  ended.catch(() => undefined);
  const { url, officeKey = '' } = JSON.parse(line) as { url: string; officeKey?: string };
  return {
    url,
    officeKey,
    hold: (isHeld) => void child.kill(isHeld ? 'SIGSTOP' : 'SIGCONT'),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
};

export type Office = <N extends OfficeOperation>(operation: N, input: OfficeInput<N>) => Promise<OfficeOutput<N>>;

/** Signs in at the office of a hub that has just made its database. */
export const openOffice = async ({ url, officeKey }: HubProcess): Promise<Office> => {
  const post = (operation: string, input: unknown, headers: Record<string, string>): Promise<Response> =>
    fetch(`${url}${OFFICE_API}${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(input),
    });
  const signedIn = await post('signIn', { key: officeKey }, {});
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  return async <N extends OfficeOperation>(operation: N, input: OfficeInput<N>) => {
    const response = await post(operation, input, { cookie });
    if (response.status !== 200) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
    return (await response.json()) as OfficeOutput<N>;
  };
};
