import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataDir } from '../electron/default-data-dir.ts';
import { createHub, type HubStorage } from '../sync/hub/hub.ts';
import { ensureBuilt, ROOT } from './built.ts';

const PAGE = join(ROOT, 'out/office');

/** `npm run hub -- [--port N] [--host A] [--data DIR] [--tls | --cert FILE --key FILE] [--office DIR]`; `DATABASE_URL` names a PostgreSQL. */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8443' },
    host: { type: 'string', default: '127.0.0.1' },
    data: { type: 'string', default: join(dirname(defaultDataDir(process.platform, process.env)), 'hub') },
    office: { type: 'string', default: PAGE },
    tls: { type: 'boolean', default: false },
    cert: { type: 'string' },
    key: { type: 'string' },
    logs: { type: 'boolean', default: false },
  },
});

/** Ten years: tills know the certificate by its fingerprint, and a new one means pairing them again. */
const CERTIFICATE_DAYS = '3650';

/** A certificate of the hub's own for every address of this computer, made once. */
const ownCertificate = (folder: string): { key: string; cert: string } => {
  const key = join(folder, 'hub-key.pem');
  const cert = join(folder, 'hub-cert.pem');
  if (!existsSync(key) || !existsSync(cert)) {
    mkdirSync(folder, { recursive: true });
    const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map(({ address }) => address));
    const names = ['DNS:localhost', ...addresses.filter((address) => !address.includes('%')).map((address) => `IP:${address}`)];
    const made = spawnSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', CERTIFICATE_DAYS],
        ...['-subj', '/CN=Tillwright hub', '-addext', `subjectAltName=${names.join(',')}`, '-keyout', key, '-out', cert],
      ],
      { encoding: 'utf8' },
    );
    if (made.status !== 0)
      throw new Error(`--tls needs openssl, or name --cert and --key: ${made.error?.message ?? made.stderr}`);
  }
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
};

if (values.office === PAGE) ensureBuilt();

const databaseUrl = process.env['DATABASE_URL'];
const storage: HubStorage = databaseUrl ? { databaseUrl } : { dataDir: join(values.data, 'database') };
if (!databaseUrl) {
  console.error(
    'WARNING: no DATABASE_URL. The hub keeps its data in an embedded database (PGlite) that does NOT fsync: a power cut or a crash may take\n' +
      'what tills were told is safe, and they do not send it again. For trying only. A shop needs PostgreSQL 15 or newer.',
  );
}
const files =
  values.cert && values.key ? { key: readFileSync(values.key, 'utf8'), cert: readFileSync(values.cert, 'utf8') } : undefined;
const tls = files ?? (values.tls ? ownCertificate(values.data) : undefined);

const hub = await createHub({
  storage,
  host: values.host,
  port: Number(values.port),
  officeDir: values.office,
  logs: values.logs,
  ...(tls && { tls }),
});
const { url, officeKey, fingerprint } = hub;
console.log(JSON.stringify({ url, ...(officeKey !== null && { officeKey }), ...(fingerprint !== null && { fingerprint }) }));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    hub.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error('the hub did not stop cleanly', error);
        process.exit(1);
      },
    );
  });
}
