import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { ensureBuilt, ROOT } from './built.ts';
import { fetchElectron } from './electron-binary.ts';

const args = process.argv.slice(2);

/** These end a program that cannot run here at all: no sandbox, no libraries. A person closing it never does. */
const CANNOT_RUN = ['SIGTRAP', 'SIGABRT', 'SIGILL', 'SIGSEGV'];
const CANNOT_RUN_EXIT = [126, 127, 132, 133, 134, 139];

/** Why the app cannot open in a window here, or undefined when it ran there. */
const runElectron = async (): Promise<string | undefined> => {
  const electron = fetchElectron();
  if ('missing' in electron) return electron.missing;
  const headless = process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'];
  if (headless && !process.env['ELECTRON_OVERRIDE_DIST_PATH']) return 'this machine has no display';

  const child = spawn(electron.path, ['.', ...args], { cwd: ROOT, stdio: 'inherit' });
  passSignalsTo(child);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => {
      if ((signal && CANNOT_RUN.includes(signal)) || CANNOT_RUN_EXIT.includes(code ?? 0)) {
        resolve(`it ended at once with ${signal ?? `code ${code ?? 0}`}`);
        return;
      }
      process.exitCode = code ?? 1;
      resolve(undefined);
    });
  });
};

/** Ctrl-C reaches the child by itself; what is sent to this process alone is handed on. */
const passSignalsTo = (child: ReturnType<typeof spawn>): void => {
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
};

const runInBrowser = async (): Promise<void> => {
  const child = spawn(process.execPath, [join(ROOT, 'out/main/node-host.js'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  passSignalsTo(child);
  child.on('exit', (code) => (process.exitCode = code ?? 1));
  for await (const line of createInterface({ input: child.stdout })) {
    const { url, token } = JSON.parse(line) as { url: string; token: string };
    const address = `${url}#token=${token}`;
    console.log(`Tillwright is open at ${address}`);
    openBrowser(address);
  }
};

const openBrowser = (address: string): void => {
  if (process.env['CI']) return;
  if (process.platform === 'win32') spawnSync('cmd', ['/c', 'start', '', address.replaceAll('&', '^&')], { stdio: 'ignore' });
  else if (process.platform === 'darwin') spawnSync('open', [address], { stdio: 'ignore' });
  else if (process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']) {
    // Not there on every desktop; the address stands above.
    spawn('xdg-open', [address], { stdio: 'ignore', detached: true })
      .on('error', () => undefined)
      .unref();
  }
};

ensureBuilt();
const obstacle = await runElectron();
if (obstacle !== undefined) {
  console.error(`Electron cannot open here (${obstacle}), so Tillwright is served in the browser instead.`);
  await runInBrowser();
}
