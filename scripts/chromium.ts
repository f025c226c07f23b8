import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';

/** The browsers that a machine may have, the one that a person named first. */
const candidates = (): readonly (string | undefined)[] => {
  const { env } = process;
  const windows = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].flatMap((base) =>
    base ? [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')] : [],
  );
  const mac = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  const linux = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map(
    (name) => `/usr/bin/${name}`,
  );
  const system = process.platform === 'win32' ? windows : process.platform === 'darwin' ? mac : linux;
  return [env['TILLWRIGHT_CHROMIUM'], ...system, chromium.executablePath()];
};

export const findChromium = (): string | undefined => candidates().find((path) => path !== undefined && existsSync(path));
