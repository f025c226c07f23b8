import { BrowserWindow } from 'electron';
import { PrintError } from './printing/print-error.ts';
import type { SystemPrinter } from './printing/printing-host.ts';

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
