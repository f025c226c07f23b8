import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { openInElectron } from './electron-host.ts';

const ROOT = resolve(import.meta.dirname, '..');
let out = '';

/** Where electron-builder puts the unpacked app on this system. */
const layout = (): { readonly executable: string; readonly resources: string } => {
  const folder = join(out, readdirSync(out).find((name) => /unpacked$|^mac/.test(name)) ?? '');
  if (process.platform === 'darwin') {
    const contents = join(folder, 'Tillwright.app/Contents');
    return { executable: join(contents, 'MacOS/Tillwright'), resources: join(contents, 'Resources') };
  }
  const executable = process.platform === 'win32' ? 'Tillwright.exe' : 'tillwright';
  return { executable: join(folder, executable), resources: join(folder, 'resources') };
};

interface AsarNode {
  readonly files?: Readonly<Record<string, AsarNode>>;
  readonly unpacked?: boolean;
}

/** Every file of an archive, by its header: a length, then JSON. */
const readArchive = (archive: string): Map<string, AsarNode> => {
  const file = openSync(archive, 'r');
  const start = Buffer.alloc(16);
  readSync(file, start, 0, 16, 0);
  const header = Buffer.alloc(start.readUInt32LE(12));
  readSync(file, header, 0, header.length, 16);
  closeSync(file);
  const found = new Map<string, AsarNode>();
  const walk = (node: AsarNode, path: string): void => {
    if (!node.files) found.set(path, node);
    for (const [name, child] of Object.entries(node.files ?? {})) walk(child, path ? `${path}/${name}` : name);
  };
  walk(JSON.parse(header.toString('utf8')) as AsarNode, '');
  return found;
};

const HERE = `${process.platform}-${process.arch}`;
const ALLOWED = [
  /^package\.json$/,
  /^out\/main\/[\w.-]+\.js$/,
  /^out\/preload\/preload\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(js|css|svg|png|woff2|webp)$/,
  /^node_modules\/better-sqlite3\/(LICENSE|package\.json|lib\/[a-z-]+\.js|lib\/methods\/[a-z]+\.js)$/,
  new RegExp(`^node_modules/better-sqlite3/prebuilds/${HERE}\\.node$`),
  /^node_modules\/@node-rs\/argon2\/(LICENSE|package\.json|index\.js)$/,
  new RegExp(`^node_modules/@node-rs/argon2-${HERE}[a-z-]*/(package\\.json|argon2\\.${HERE}[a-z-]*\\.node)$`),
  /^node_modules\/@napi-rs\/canvas\/(LICENSE|package\.json|(geometry|index|js-binding|load-image)\.js)$/,
  new RegExp(`^node_modules/@napi-rs/canvas-${HERE}[a-z-]*/(package\\.json|skia\\.${HERE}[a-z-]*\\.node)$`),
];

test.describe('the packaged app', () => {
  test.beforeAll(() => {
    // Outside this repository, whose packages the app must not find.
    out = mkdtempSync(join(tmpdir(), 'tillwright-package-'));
    const script = join(ROOT, 'scripts/package.ts');
    const { status, stderr, stdout } = spawnSync(process.execPath, [script, '--dir', `--for-tests=${out}`], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect(status, `${stdout}\n${stderr}`).toBe(0);
  });

  test.afterAll(() => {
    rmSync(out, { recursive: true, force: true, maxRetries: 5 });
  });

  test('holds what it needs and nothing else', () => {
    const files = readArchive(join(layout().resources, 'app.asar'));
    expect([...files.keys()].filter((path) => !ALLOWED.some((allowed) => allowed.test(path)))).toEqual([]);
    const native = [...files].filter(([path]) => path.endsWith('.node'));
    expect(native).toHaveLength(3);
    for (const [path, node] of native) {
      expect(node.unpacked, path).toBe(true);
      expect(existsSync(join(layout().resources, 'app.asar.unpacked', path)), path).toBe(true);
    }
    expect(files.has('out/main/main.js')).toBe(true);
  });

  test('starts and sells', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'tillwright-packaged-'));
    const app = await openInElectron(dataDir, layout().executable);
    try {
      await expect(app.page.locator('#root')).not.toBeEmpty();
      expect(await app.call('identity.setUpDemoShop', { id: crypto.randomUUID() })).toMatchObject({ ok: true });
      const { value: goods } = (await app.call('catalog.getCatalogItems', { pageSize: 1 })) as {
        value: { items: { id: string; price: { amount: number; currency: string } }[] };
      };
      const added = (await app.call('basket.addItem', { itemId: goods.items[0]!.id })) as {
        value: { basket: { totals: { total: { amount: number; currency: string } } } };
      };
      const { total } = added.value.basket.totals;
      const sold = await app.call('basket.checkout', {
        orderId: crypto.randomUUID(),
        total,
        payments: [{ id: crypto.randomUUID(), method: 'cash', tendered: { ...total, amount: total.amount + 100 } }],
      });
      expect(sold).toMatchObject({ ok: true, value: { status: 'Paid', change: { amount: 100 } } });
      const { id: orderId } = (sold as { value: { id: string } }).value;
      expect(await app.call('printing.getReceiptPreview', { orderId, variant: 'receipt' })).toMatchObject({ ok: true });
    } finally {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    }
  });
});

test('a shop’s package is locked: no Node mode, no debugger, nothing from outside the archive', () => {
  const config = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  for (const fuse of ['runAsNode', 'enableNodeOptionsEnvironmentVariable', 'enableNodeCliInspectArguments']) {
    expect(config).toMatch(new RegExp(`^ {2}${fuse}: false$`, 'm'));
  }
  for (const fuse of ['onlyLoadAppFromAsar', 'enableEmbeddedAsarIntegrityValidation', 'enableCookieEncryption']) {
    expect(config).toMatch(new RegExp(`^ {2}${fuse}: true$`, 'm'));
  }
});
