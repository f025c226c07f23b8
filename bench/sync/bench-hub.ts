import { gzipSync } from 'node:zlib';
import { newId } from '../../domain/shared/ids.ts';
import { type HubProcess, type Office, startHub } from '../../scripts/proof/sync/hub-process.ts';
import { makePostgres } from '../../sync/hub/testing/make-postgres.ts';
import { BATCH, type PairReply, type PairRequest, pairReply } from '../../sync/wire.ts';

/** A hub on an empty database, gone when `work` ended. */
export const withHub = async <T>(work: (url: string, hub: HubProcess) => Promise<T>, script?: string): Promise<T> => {
  const test = await makePostgres();
  const hub = await startHub(test.url, script);
  try {
    return await work(test.url, hub);
  } finally {
    await hub.kill();
    await test.drop();
  }
};

export const newStore = (office: Office) => office('createPairingCode', { for: 'new-store', name: 'Bench' });

const SHOP: PairRequest['shop'] = { id: newId(), name: 'Bench', currency: 'EUR', pricesIncludeTax: true };

interface Register {
  readonly id: string;
  readonly incarnation: string;
}

/** Pairs a register that is no till. */
export const pairBare = async (
  { url }: HubProcess,
  code: string,
  register: Register,
  shop: PairRequest['shop'] = SHOP,
): Promise<PairReply> => {
  const body = {
    code: code.replace('-', ''),
    register: { ...register, code: 'R1', receiptKey: null },
    shop,
  };
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/pair`, { method: 'POST', headers, body: JSON.stringify(body) });
  return pairReply.parse(await response.json());
};

/** Sends a batch without looking at what becomes of each event. @param token of a register; none for a bare hub */
export const postBatch = async (url: string, body: string, token = ''): Promise<void> => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': BATCH, 'content-encoding': 'gzip' };
  const response = await fetch(`${url}/events`, { method: 'POST', headers, body: gzipSync(body, { level: 1 }) });
  if (response.status !== 200) throw new Error(await response.text());
  await response.json();
};
