import { constants } from 'node:fs';
import { open, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PrintError } from './print-error.ts';

/** How long a device may take nothing before the job is given up. */
const PATIENCE_MS = 20_000;
const PAUSE_MS = 20;

/**
 * Writes to a printer's device file. Only to a device or a pipe: a path typed wrong never spoils a file.
 * @throws PrintError, or the system's error
 */
export const sendDevice = async (path: string, bytes: Uint8Array): Promise<void> => {
  // Without waiting: a device that nobody reads would hold the opening for ever.
  const device = await open(path, constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY);
  try {
    const info = await device.stat();
    if (!info.isCharacterDevice() && !info.isFIFO()) throw new PrintError('not-found');
    let sent = 0;
    let until = Date.now() + PATIENCE_MS;
    while (sent < bytes.length) {
      try {
        sent += (await device.write(bytes, sent)).bytesWritten;
        until = Date.now() + PATIENCE_MS;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        if (Date.now() > until) throw new PrintError('timed-out');
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    }
  } finally {
    await device.close();
  }
};

/** Writes a whole file or none. @param name without folders @throws the system's error */
export const writeWhole = async (folder: string, name: string, bytes: Uint8Array): Promise<string> => {
  if (!(await stat(folder)).isDirectory()) throw new PrintError('not-found');
  const path = join(folder, name);
  const file = await open(`${path}.part`, 'w');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } catch (error) {
    await file.close();
    await unlink(`${path}.part`).catch(() => undefined);
    throw error;
  }
  await file.close();
  await rename(`${path}.part`, path);
  return path;
};
