import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const CONFIG = join(root, '.dependency-cruiser.js');
const DEPCRUISE = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** One wrong file for every rule, and what is right beside it. */
const WRONG: readonly (readonly [rule: string, file: string, source: string])[] = [
  ['domain-is-pure', 'domain/catalog/reads-files.ts', `import 'node:fs';`],
  ['domain-is-pure', 'domain/catalog/knows-db.ts', `import '../../db/open.ts';`],
  ['domain-is-pure', 'domain/shared/knows-electron.ts', `import 'electron';`],
  ['domain-is-pure', 'domain/shared/knows-drizzle.ts', `import 'drizzle-orm';`],
  ['modules-do-not-meet', 'domain/basket/knows-catalog.ts', `import '../catalog/catalog-item.ts';`],
  [
    'modules-do-not-meet',
    'domain/basket/knows-type.ts',
    `import type { A } from '../catalog/catalog-item.ts'; export type B = A;`,
  ],
  [
    'module-takes-types-of-its-contract',
    'domain/catalog/runs-contract.ts',
    `import { a } from '../contract/catalog.ts'; export const b = a;`,
  ],
  ['contract-knows-the-kernel-only', 'domain/contract/knows-module.ts', `import '../catalog/catalog-item.ts';`],
  ['kernel-knows-nobody', 'domain/shared/knows-module.ts', `import '../catalog/catalog-item.ts';`],
  ['domain-tests-stay-home', 'domain/catalog/host.test.ts', `import '../../electron/app.ts';`],
  ['db-knows-the-domain-only', 'db/knows-host.ts', `import '../electron/app.ts';`],
  ['sync-knows-the-domain-only', 'sync/knows-db.ts', `import '../db/open.ts';`],
  ['hosts-do-not-know-the-screens', 'electron/knows-screen.ts', `import '../renderer/client.ts';`],
  ['screens-know-the-contract-only', 'renderer/knows-db.ts', `import '../db/open.ts';`],
  ['screens-know-the-contract-only', 'renderer/knows-module.ts', `import '../domain/catalog/catalog-item.ts';`],
  ['screens-know-the-contract-only', 'renderer/knows-office.ts', `import '../office/main.ts';`],
  ['office-knows-the-api-only', 'office/knows-hub.ts', `import '../sync/hub/hub.ts';`],
  ['office-knows-the-api-only', 'office/knows-db.ts', `import '../db/open.ts';`],
  ['office-knows-the-api-only', 'office/knows-module.ts', `import '../domain/catalog/catalog-item.ts';`],
  ['office-reaches-no-till', 'office/calls-till.ts', `import '../renderer/components/calls-till.ts';`],
  ['screens-have-no-node', 'office/reads-files.ts', `import 'node:fs';`],
  ['screens-have-no-node', 'renderer/reads-files.ts', `import 'node:fs';`],
  ['screens-have-no-native-module', 'renderer/knows-sql.ts', `import 'better-sqlite3';`],
  ['sql-stays-in-db', 'electron/knows-sql.ts', `import 'better-sqlite3';`],
  ['electron-in-three-files', 'electron/node-host.ts', `import 'electron';`],
  ['product-without-tests', 'db/knows-test.ts', `import './open.test.ts';`],
  ['no-circular', 'db/circle-a.ts', `import './circle-b.ts';`],
  ['resolvable', 'db/lost.ts', `import './nowhere.ts';`],
];

const RIGHT: readonly (readonly [file: string, source: string])[] = [
  ['domain/shared/money.ts', 'export const money = 1;'],
  ['domain/contract/schemas.ts', `import { z } from 'zod'; import '../shared/money.ts'; export const id = z;`],
  ['domain/contract/catalog.ts', `import './schemas.ts'; export const a = 1; export type A = number;`],
  [
    'domain/catalog/catalog-item.ts',
    `import { v7 } from 'uuid'; import '../shared/money.ts'; import type { A } from '../contract/catalog.ts'; export type B = A; export const id = v7;`,
  ],
  ['db/open.ts', `import 'node:fs'; import 'better-sqlite3'; import '../domain/catalog/catalog-item.ts';`],
  ['db/open.test.ts', `import './open.ts'; import 'vitest';`],
  ['db/circle-b.ts', `import './circle-a.ts';`],
  ['electron/app.ts', `import '../db/open.ts'; import '../domain/catalog/catalog-item.ts';`],
  ['electron/main.ts', `import 'electron'; import './app.ts';`],
  ['renderer/client.ts', `import '../domain/contract/catalog.ts'; import '../domain/shared/money.ts'; import 'react';`],
  ['renderer/components/calls-till.ts', `import '../client.ts';`],
  ['renderer/components/money-text.ts', `import '../../domain/shared/money.ts';`],
  ['sync/hub/office-api.ts', `import '../../domain/contract/schemas.ts';`],
  ['sync/hub/hub.ts', `import './office-api.ts';`],
  ['office/main.ts', `import '../sync/hub/office-api.ts'; import '../renderer/components/money-text.ts'; import 'react';`],
];

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

let house = '';
let violations: readonly Violation[] = [];

beforeAll(() => {
  // Inside the repository, so that packages resolve; under build/, so that no other check sees it.
  mkdirSync(join(root, 'build'), { recursive: true });
  house = mkdtempSync(join(root, 'build/dependency-rules-'));
  for (const [file, source] of [...RIGHT, ...WRONG.map(([, file, source]) => [file, source] as const)]) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), source);
  }
  const args = [DEPCRUISE, '--config', CONFIG, '--output-type', 'json', 'domain', 'db', 'sync', 'electron', 'renderer', 'office'];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (!stdout) throw new Error(stderr);
  violations = (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
});

afterAll(() => {
  rmSync(house, { recursive: true, force: true });
});

test.each(WRONG)('%s refuses %s', (rule, file) => {
  expect(violations.filter(({ from }) => from === file).map((violation) => violation.rule.name)).toContain(rule);
});

test('what follows the rules is left alone', () => {
  const right = RIGHT.map(([file]) => file).filter((file) => file !== 'db/circle-b.ts');
  expect(violations.filter(({ from }) => right.includes(from))).toEqual([]);
});
