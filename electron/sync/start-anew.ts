import { newId } from '../../domain/shared/ids.ts';
import { startIncarnation } from '../../sync/http-remote.ts';
import type { SyncContext } from './create-sync.ts';

/** In one question to the hub. */
const IDS = 1000;

/**
 * The hub knows newer events of this register than the file: somebody brought an old copy back. The register goes on under a new incarnation
 * and a new code for its receipts, so that no number is used twice, and what the lost part of the file had told comes back by the changes.
 * Where it cannot be done now, the next handshake says again what is wrong.
 */
export const startAnew = async (context: SyncContext): Promise<void> => {
  const { remotes, secrets, shops, thread, unitOfWork, receiptKeys, journal, clock, timing, begin } = context;
  const remote = remotes.find();
  const register = shops.register();
  if (remote?.kind !== 'hub' || !register) return;
  const hub = { url: remote.url, certificate: remote.certificate, token: await secrets.decrypt(remote.token), ...timing };
  const incarnation = newId();
  const known: number[] = [];
  let registerCode = register.code;
  for (let last = 0; ; ) {
    const open = remotes.unconfirmedAfter(last, IDS);
    const answer = await startIncarnation(hub, { incarnation, events: open.map(({ id }) => id) });
    if (answer.outcome !== 'delivered') return;
    const ids = new Set(answer.value.known);
    known.push(...open.filter(({ id }) => ids.has(id)).map(({ sequence }) => sequence));
    registerCode = answer.value.registerCode;
    last = open.at(-1)?.sequence ?? last;
    if (open.length < IDS) break;
  }
  // What it still says is about the former name.
  await thread.stop();
  try {
    unitOfWork.run<null>(() => {
      remotes.startAnew(incarnation, known, clock.now());
      remotes.renameRegister(registerCode);
      receiptKeys.renameOwn(registerCode);
      const changes = [
        { name: 'incarnation', from: register.incarnation, to: incarnation },
        { name: 'code', from: register.code, to: registerCode },
      ];
      journal.add({ kind: 'setting-change', user: null, data: { setting: 'remote', subjectId: null, changes } });
      return null;
    });
  } finally {
    await begin();
  }
};
