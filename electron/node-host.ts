import { join } from 'node:path';

const OLDEST_NODE = [22, 14] as const;

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(
    `Tillwright needs Node ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}: use "npm run serve", which brings its own.`,
  );
  process.exit(1);
}

// Loaded only now: an older Node dies without a word when it loads the database.
const { serve } = await import('./serve.ts');

// The built host lies in out/main, the source in electron.
await serve(process.argv.slice(2), join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '..' : '../..'));
