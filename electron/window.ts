import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, type BrowserWindowConstructorOptions, nativeTheme, screen, type WebContents } from 'electron';
import { PrintError } from './printing/print-error.ts';
import type { SystemPrinter } from './printing/printing-host.ts';

/** The scheme and host of the screens: an origin of their own, which no file and no website shares. */
export const SCHEME = 'app';
export const HOST = 'tillwright';
const HOME = `${SCHEME}://${HOST}/`;

const MINIMUM = { width: 1024, height: 768 };
const USUAL = { width: 1280, height: 800 };
const DISPLAY = { width: 1024, height: 768, minWidth: 640, minHeight: 480 };
/** A page that keeps crashing is not loaded again and again. */
const MOST_RELOADS = 3;
const RELOADS_FORGOTTEN_AFTER_MS = 60_000;

interface WindowState {
  readonly width: number;
  readonly height: number;
  readonly maximized: boolean;
}

/** Whether an address is one of our screens. */
export const isOwnPage = (address: string): boolean => {
  if (!URL.canParse(address)) return false;
  const { protocol, host } = new URL(address);
  return protocol === `${SCHEME}:` && host === HOST;
};

/** Opens the window that people sell at. */
export const createWindow = (): BrowserWindow => {
  const state = readState();
  const window = newWindow({
    width: state.width,
    height: state.height,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: app.getName(),
  });
  if (state.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => saveState(window));
  void window.loadURL(HOME);
  return window;
};

let display: BrowserWindow | undefined;

export const isDisplay = (contents: WebContents): boolean => display?.webContents === contents;

/** Opens the window that the customer looks at, full-screen where there is another screen; there is one, and asking again brings it to the front. */
export const openDisplay = (register: BrowserWindow): void => {
  if (display) {
    if (display.isMinimized()) display.restore();
    display.focus();
    return;
  }
  const window = newWindow({ ...DISPLAY, ...otherScreen(register), title: 'Customer display', autoHideMenuBar: true });
  display = window;
  let isQuitting = false;
  const quits = (): void => {
    isQuitting = true;
  };
  app.once('before-quit', quits);
  window.removeMenu();
  // What is scanned next still goes to the register.
  window.once('ready-to-show', () => window.showInactive());
  window.on('closed', () => {
    display = undefined;
    app.off('before-quit', quits);
    if (!isQuitting) keep(displayFile(), { open: false });
  });
  keep(displayFile(), { open: true });
  void window.loadURL(`${HOME}#/display`);
};

/** The display as it was when the app quit. */
export const reopenDisplay = (register: BrowserWindow): void => {
  if (stored(displayFile())['open'] === true) openDisplay(register);
};

const otherScreen = (register: BrowserWindow): BrowserWindowConstructorOptions => {
  const here = screen.getDisplayMatching(register.getBounds());
  const other = screen.getAllDisplays().find(({ id }) => id !== here.id);
  return other ? { ...other.bounds, fullscreen: true } : {};
};

/** The only place that makes a window on the screens. */
const newWindow = (options: BrowserWindowConstructorOptions): BrowserWindow => {
  const window = new BrowserWindow({
    ...options,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1f1f1f' : '#ffffff',
    webPreferences: {
      preload: join(app.getAppPath(), 'out/preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  reloadAfterCrash(window);
  return window;
};

const reloadAfterCrash = (window: BrowserWindow): void => {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    console.error(`the screens stopped: ${reason}`);
    if (reason === 'clean-exit' || window.isDestroyed() || reloads >= MOST_RELOADS) return;
    reloads += 1;
    setTimeout(() => (reloads -= 1), RELOADS_FORGOTTEN_AFTER_MS).unref();
    window.webContents.reload();
  });
};

const stateFile = (): string => join(app.getPath('userData'), 'window.json');

const displayFile = (): string => join(app.getPath('userData'), 'display.json');

const stored = (file: string): Readonly<Record<string, unknown>> => {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) ?? {}) as Record<string, unknown>;
  } catch {
    // Not there yet, or not readable: the size of a window is no reason to stop a till.
    return {};
  }
};

const readState = (): WindowState => {
  const { width, height, maximized } = stored(stateFile());
  const size = (value: unknown, least: number, usual: number): number =>
    typeof value === 'number' && Number.isInteger(value) && value < 20_000 ? Math.max(value, least) : usual;
  return {
    width: size(width, MINIMUM.width, USUAL.width),
    height: size(height, MINIMUM.height, USUAL.height),
    maximized: maximized === true,
  };
};

const saveState = (window: BrowserWindow): void => {
  const { width, height } = window.getNormalBounds();
  keep(stateFile(), { width, height, maximized: window.isMaximized() } satisfies WindowState);
};

const keep = (file: string, state: object): void => {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch (error) {
    console.error('what is known of a window was not kept', error);
  }
};

const MICRONS = 1000;
/** How long the system may take to accept a job. */
const PATIENCE_MS = 30_000;

/** Prints by a window that nobody sees, without asking. */
export const electronPrinter: SystemPrinter = {
  async print(printerName, svg, paperWidth) {
    const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } });
    try {
      const printers = await window.webContents.getPrintersAsync();
      if (!printers.some(({ name }) => name === printerName)) throw new PrintError('not-found');
      const [, width = '624', height = '1000'] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
      const page = `<style>body{margin:0}svg{width:100%;height:auto;display:block}</style>${svg}`;
      await window.loadURL(`data:text/html;charset=utf-8,${encodeURIComponent(page)}`);
      const pageHeight = Math.ceil((paperWidth * MICRONS * Number(height)) / Number(width));
      await new Promise<void>((resolve, reject) => {
        const impatience = setTimeout(() => reject(new PrintError('timed-out')), PATIENCE_MS);
        window.webContents.print(
          {
            silent: true,
            deviceName: printerName,
            margins: { marginType: 'none' },
            pageSize: { width: paperWidth * MICRONS, height: pageHeight },
          },
          (success) => {
            clearTimeout(impatience);
            if (success) resolve();
            else reject(new PrintError('unknown'));
          },
        );
      });
    } finally {
      window.destroy();
    }
  },
};
