import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lockDataDir } from './data-dir-lock.ts';

test('one process has the folder, and a killed one leaves it free', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'tillwright-lock-'));
  const source = `
    import { lockDataDir } from ${JSON.stringify(new URL('./data-dir-lock.ts', import.meta.url).href)};
    lockDataDir(${JSON.stringify(dataDir)});
    console.log('locked');
    setInterval(() => {}, 1000);
  `;
  const other = spawn(process.execPath, ['--input-type=module', '--eval', source], { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(other, 'exit');
  try {
    await once(other.stdout, 'data');
    expect(() => lockDataDir(dataDir)).toThrow(expect.objectContaining({ code: 'shared/database-busy' }));
  } finally {
    other.kill('SIGKILL');
    await ended;
  }

  lockDataDir(dataDir)();
  lockDataDir(dataDir)();
  rmSync(dataDir, { recursive: true, force: true });
});
