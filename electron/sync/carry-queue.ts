import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { StoredRemote } from '../../db/sync/remote-repository.ts';
import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import { dayOf } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { toCloudEvent } from '../../sync/cloud-event.ts';
import { type CarriedPart, MAX_EVENT_BYTES } from '../../sync/wire.ts';
import type { SyncContext } from './create-sync.ts';
import { readQueueFile, writeQueueFile } from './queue-file.ts';

/** Of one part; a part is what is signed, and what is sent in one request. */
const PART_BYTES = 1024 * 1024;
const ROWS_A_STEP = 200;

/**
 * All that waits, as one encrypted file. Nothing is marked: the hub tells the first till that it knows them already.
 * @throws DomainError `sync/nothing-waits`
 */
export const exportQueue = async (
  { queries, remotes, receiptKeys, shops, clock }: SyncContext,
  passphrase: string,
): Promise<OutputOf<'sync.exportQueue'>> => {
  const register = shops.register();
  if (!register) throw nothingWaits();
  let source = '';
  const parts: CarriedPart[] = [];
  let texts: string[] = [];
  let [size, count, last] = [0, 0, 0];
  const endPart = (): void => {
    if (texts.length === 0) return;
    const events = `[${texts.join(',')}]`;
    parts.push({ source, events, signature: Buffer.from(receiptKeys.sign(Buffer.from(events)).signature).toString('base64') });
    [texts, size] = [[], 0];
  };
  for (;;) {
    const rows = queries.waitingAfter(last, ROWS_A_STEP);
    for (const row of rows) {
      const { text, bytes } = toCloudEvent(row.source, row);
      if (bytes > MAX_EVENT_BYTES) continue;
      if (size + bytes > PART_BYTES || row.source !== source) endPart();
      source = row.source;
      texts.push(text);
      size += bytes;
      count += 1;
    }
    last = rows.at(-1)?.sequence ?? last;
    if (rows.length < ROWS_A_STEP) break;
    // The clerk's next scan comes in between.
    await letOthersRun();
  }
  endPart();
  if (parts.length === 0) throw nothingWaits();
  const { id: registerId, code: registerCode } = register;
  const storeId = remotes.find()?.storeId ?? null;
  const file = await writeQueueFile({ registerId, registerCode, storeId, events: count, parts }, passphrase);
  return {
    fileName: `queue-${registerCode}-${dayOf(clock.now())}.twq`,
    base64: file.toString('base64'),
    events: count,
  };
};

/**
 * Keeps another till's queue to send it from here, unopened: the hub checks that its register signed it.
 * @throws DomainError `sync/not-paired`, `sync/file-invalid`, `sync/wrong-passphrase`, `sync/own-queue`, `sync/foreign-store`
 */
export const carryQueue = async (
  { remotes, shops, unitOfWork, clock, thread }: SyncContext,
  remote: StoredRemote,
  { base64, passphrase }: InputOf<'sync.carryQueue'>,
): Promise<OutputOf<'sync.carryQueue'>> => {
  if (remote.kind !== 'hub') throw new DomainError('sync/not-paired', 'a carried queue needs a hub');
  const { registerId, registerCode, storeId, events, parts } = await readQueueFile(Buffer.from(base64, 'base64'), passphrase);
  if (registerId === shops.register()?.id) throw new DomainError('sync/own-queue', 'this queue is of this register');
  if (storeId !== null && storeId !== remote.storeId) {
    throw new DomainError('sync/foreign-store', 'this queue is of another store', { registerCode });
  }
  unitOfWork.run<null>(() => {
    for (const part of parts) remotes.carry({ ...part, registerCode }, clock.now());
    return null;
  });
  thread.wake('commit');
  return { registerCode, events };
};

const nothingWaits = (): DomainError => new DomainError('sync/nothing-waits', 'nothing waits to be sent');
