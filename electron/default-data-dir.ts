import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Electron keeps an app's own files on this system, so that both hosts open the same shop. */
export const defaultDataDir = (platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string => {
  const base =
    platform === 'win32'
      ? (env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'))
      : platform === 'darwin'
        ? join(homedir(), 'Library', 'Application Support')
        : (env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'));
  return join(base, 'Tillwright', 'shop');
};
