import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

/** The office page, which the hub serves under `/office/`. */
export default defineConfig({
  root: at('office'),
  base: './',
  publicDir: false,
  plugins: [react()],
  build: { outDir: at('out/office'), emptyOutDir: true, chunkSizeWarningLimit: 1000 },
});
