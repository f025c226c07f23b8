import { join, resolve } from 'node:path';
import {
  app,
  type Session as BrowserSession,
  BrowserWindow,
  dialog,
  type IpcMainInvokeEvent,
  ipcMain,
  Menu,
  net,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  type WebContents,
} from 'electron';
import { lockDataDir } from '../db/data-dir-lock.ts';
import type { Answer } from '../domain/contract/answer.ts';
import { DomainError } from '../domain/shared/errors.ts';
import { readPageFile } from '../sync/built-page.ts';
import { createApp, type TillApp } from './app.ts';
import { Session } from './sessions.ts';
import type { SecretStore } from './sync/secret-store.ts';
import { createWindow, electronPrinter, HOST, isDisplay, isOwnPage, openDisplay, reopenDisplay, SCHEME } from './window.ts';

/** `--data DIR` or `--data=DIR`: everything the app writes goes there. */
const givenDataDir = (argv: readonly string[]): string | undefined => {
  const at = argv.findIndex((arg) => arg === '--data' || arg.startsWith('--data='));
  const given = argv[at] === '--data' ? argv[at + 1] : argv[at]?.slice('--data='.length);
  return given ? resolve(given) : undefined;
};

const start = async (dataDir: string): Promise<void> => {
  serveScreens(session.defaultSession);
  denyPermissions(session.defaultSession);
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null);

  const unlock = lockDataDir(dataDir);
  const till = await createApp({
    dataDir,
    version: app.getVersion(),
    systemPrinter: electronPrinter,
    secrets: hasKeyStore() ? keyStore : undefined,
    onNetworkBack: watchNetwork,
  });
  answerCalls(till);
  closeBeforeQuitting(async () => {
    await till.close();
    unlock();
  });

  app.on('window-all-closed', () => app.quit());
  const register = createWindow();
  app.on('second-instance', () => {
    if (register.isDestroyed()) return;
    if (register.isMinimized()) register.restore();
    register.focus();
  });
  register.on('closed', () => app.quit());
  ipcMain.handle('open-display', (event) => {
    if (isTrusted(event) && event.sender === register.webContents) openDisplay(register);
  });
  reopenDisplay(register);
};

/** The operating system's. */
const keyStore: SecretStore = {
  available: () => safeStorage.isAsyncEncryptionAvailable(),
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (sealed) => (await safeStorage.decryptStringAsync(sealed)).result,
};

/** On a Linux without a key store Electron would use a password that everybody knows: a key beside the data is better. */
const hasKeyStore = (): boolean => process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';

/** Electron tells of no return of the network: it is asked now and then, which costs nothing. In milliseconds. */
const ASK_NETWORK_MS = 3000;

const watchNetwork = (back: () => void): (() => void) => {
  let wasOnline = net.isOnline();
  const asking = setInterval(() => {
    const isOnline = net.isOnline();
    if (isOnline && !wasOnline) back();
    wasOnline = isOnline;
  }, ASK_NETWORK_MS);
  powerMonitor.on('resume', back);
  return () => {
    clearInterval(asking);
    powerMonitor.off('resume', back);
  };
};

/** The built screens under a scheme of our own, with the headers that the other host sends too. */
const serveScreens = (browser: BrowserSession): void => {
  const folder = join(app.getAppPath(), 'out/renderer');
  browser.protocol.handle(SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    if (host !== HOST || request.method !== 'GET') return new Response(null, { status: 404 });
    const { status, headers, body } = await readPageFile(folder, pathname);
    return new Response(body, { status, headers: { ...headers } });
  });
};

const denyPermissions = (browser: BrowserSession): void => {
  browser.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  browser.setPermissionCheckHandler(() => false);
  browser.setDevicePermissionHandler(() => false);
};

/** Whatever page this is, it stays among our screens, opens nothing and embeds nothing. */
const confine = (contents: WebContents): void => {
  const stay = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnPage(event.url)) event.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};

const answerCalls = (till: TillApp): void => {
  const sessions = new WeakMap<WebContents, Session>();
  const sessionOf = (contents: WebContents): Session => {
    const known = sessions.get(contents) ?? (isDisplay(contents) ? Session.display() : new Session());
    sessions.set(contents, known);
    return known;
  };
  ipcMain.handle('call', async (event, operation: unknown, input: unknown, approvalId: unknown): Promise<Answer> => {
    if (!isTrusted(event)) return refusal('shared/forbidden', 'this page may not call the till');
    if (typeof operation !== 'string') return refusal('shared/unknown-operation', 'there is no such operation');
    const approval = typeof approvalId === 'string' ? approvalId : undefined;
    return till.dispatcher.dispatch(sessionOf(event.sender), operation, input, approval);
  });
  till.onChanged((areas) => {
    for (const window of BrowserWindow.getAllWindows()) window.webContents.send('changed', areas);
  });
};

/** Only the top frame of one of our windows, showing one of our screens. */
const isTrusted = ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
  senderFrame !== null &&
  senderFrame.parent === null &&
  isOwnPage(senderFrame.url) &&
  BrowserWindow.getAllWindows().some(({ webContents }) => webContents === sender);

const refusal = (code: 'shared/forbidden' | 'shared/unknown-operation', message: string): Answer => ({
  ok: false,
  error: { code, message, details: {} },
});

const closeBeforeQuitting = (close: () => Promise<void>): void => {
  app.on('will-quit', (event) => {
    event.preventDefault();
    close().then(
      () => app.exit(0),
      (error: unknown) => {
        console.error(error);
        app.exit(1);
      },
    );
  });
};

const failToStart = (error: unknown): void => {
  console.error(error);
  const text = error instanceof DomainError ? `${error.message}\n\n${error.code}` : String(error);
  dialog.showErrorBox('Tillwright cannot start', text);
  app.exit(1);
};

// Must be said before the app is ready.
protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } }]);
app.on('web-contents-created', (_event, contents) => confine(contents));

const given = givenDataDir(process.argv);
// The lock of the one instance lies there too, so that two folders are two tills.
if (given) app.setPath('userData', join(given, 'electron'));
const dataDir = given ?? join(app.getPath('userData'), 'shop');

// No await at the top: Electron is ready only after this module was evaluated.
if (app.requestSingleInstanceLock())
  app
    .whenReady()
    .then(() => start(dataDir))
    .catch(failToStart);
else app.quit();
