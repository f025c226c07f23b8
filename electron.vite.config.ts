import { globSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** The packages with native code; everything else is bundled. */
const NATIVE = ['better-sqlite3', '@node-rs/argon2', '@napi-rs/canvas'];

/** Workers are entries of their own: their file is named at run time (`start-worker.ts`). */
const workers = Object.fromEntries(
  globSync(at('electron/workers/*.ts'), { exclude: ['**/*.test.ts', '**/start-worker.ts'] }).map((file) => [
    basename(file, '.ts'),
    file,
  ]),
);

export default defineConfig({
  main: {
    build: {
      outDir: at('out/main'),
      externalizeDeps: { include: NATIVE },
      sourcemap: false,
      minify: false,
      rolldownOptions: {
        input: { main: at('electron/main.ts'), 'node-host': at('electron/node-host.ts'), ...workers },
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          // Beside the entries: a chunk finds a worker under the same relative path as an entry does.
          chunkFileNames: '[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload.ts') },
        // A sandboxed preload is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      minify: true,
      // Read from this computer's own disk: nobody waits for a network.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: { index: at('renderer/index.html') } },
    },
  },
});
