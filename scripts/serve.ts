import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt, ROOT } from './built.ts';

ensureBuilt();
// The host reads its arguments from this process: `npm run serve -- --data DIR --port N --token T`.
await import(pathToFileURL(join(ROOT, 'out/main/node-host.js')).href);
