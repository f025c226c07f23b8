import type { StoredRemote } from '../../db/sync/remote-repository.ts';
import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { SyncState } from '../../domain/contract/sync.ts';
import { type Actor, type By, requireOwner } from '../../domain/shared/actor.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import type { Person } from '../../domain/shared/journal.ts';
import { requireShop } from '../../domain/till/shop.ts';
import type { Handlers } from '../handlers.ts';
import { carryQueue, exportQueue } from './carry-queue.ts';
import type { SyncContext } from './create-sync.ts';
import { pairWithHub, readPairingText, requireSafeAddress } from './pairing.ts';
import type { SecretStore } from './secret-store.ts';

/** Items below zero are the stock's, and whoever joins a store is signed in. */
export type SyncHandlers = Pick<
  Handlers,
  Exclude<Extract<keyof Handlers, `sync.${string}`>, `sync.${string}Oversold` | 'sync.joinStore'>
>;

type Changes = Extract<NewJournalEntry, { kind: 'setting-change' }>['data']['changes'];

/** What the screens ask about sending, and what they tell it to do. */
export const syncHandlers = (context: SyncContext): SyncHandlers => {
  const { remotes, queries, thread, state, begin, unitOfWork, journal, clock, secrets, shops } = context;

  const noteRemote = (changes: Changes, actor: Actor): void => {
    journal.add({ kind: 'setting-change', user: who(actor), data: { setting: 'remote', subjectId: null, changes } });
  };
  const refuseSecond = (): void => {
    if (remotes.find()) throw new DomainError('sync/already-paired', 'this register has a remote already');
  };
  /** Keeps a remote, tells the journal, and begins to send. @param rename the code of the register from here on */
  const keep = async (
    remote: Omit<StoredRemote, 'token' | 'pairedAt' | 'lastSentAt' | 'lastPulledAt'> & { readonly secret: string },
    rename: { readonly from: string; readonly to: string } | null,
    actor: Actor,
  ): Promise<SyncState> => {
    const { secret, ...kept } = remote;
    const token = await secrets.encrypt(secret);
    unitOfWork.run<null>(() => {
      // Another window may have been faster while the hub was asked.
      refuseSecond();
      remotes.save({ ...kept, token, pairedAt: clock.now() });
      if (rename) {
        remotes.renameRegister(rename.to);
        context.receiptKeys.renameOwn(rename.to);
      }
      const named = rename ? [{ name: 'code', ...rename }] : [];
      noteRemote([{ name: 'host', from: null, to: new URL(kept.url).host }, ...named], actor);
      return null;
    });
    await begin();
    return state();
  };

  return {
    'sync.getState': state,
    'sync.getQueue': (input) => queries.getQueue(input),

    'sync.pair': async ({ url, code: text }, { actor }) => {
      refuseSecond();
      await requireKeyStore(secrets);
      const { id, name, currency, pricesIncludeTax } = requireShop(shops);
      const register = shops.register();
      if (!register) throw new Error('a shop without a register');
      const { code, certificate } = readPairingText(text);
      const receiptKey = context.receiptKeys.all().find(({ own }) => own)?.text ?? null;
      const reply = await pairWithHub({ url, certificate }, context.timing, {
        code,
        register: { ...register, receiptKey },
        shop: { id, name, currency, pricesIncludeTax },
      });
      const { hubId, storeId, storeName, token, registerCode } = reply;
      const rename = registerCode === register.code ? null : { from: register.code, to: registerCode };
      return keep({ url, kind: 'hub', hubId, storeId, storeName, certificate, secret: token }, rename, actor);
    },

    'sync.setReceiver': async ({ url, token }, { actor }) => {
      refuseSecond();
      requireShop(shops);
      requireSafeAddress(url);
      await requireKeyStore(secrets);
      const { host } = new URL(url);
      const receiver = { kind: 'receiver', hubId: null, storeId: null, storeName: host, certificate: null } as const;
      return keep({ url, ...receiver, secret: token }, null, actor);
    },

    'sync.unpair': async (_input, { actor }) => {
      const remote = requireRemote(context);
      await thread.stop();
      unitOfWork.run<null>(() => {
        remotes.remove();
        noteRemote([{ name: 'host', from: new URL(remote.url).host, to: null }], actor);
        return null;
      });
      return state();
    },

    'sync.syncNow': () => {
      requireRemote(context);
      thread.wake('now');
      return state();
    },

    'sync.sendAgain': ({ sequence }) => {
      const events = unitOfWork.run(() => remotes.sendAgain(sequence ?? null));
      if (sequence !== undefined && events === 0) throw notParked();
      thread.wake('commit');
      return state();
    },

    'sync.discard': ({ sequence, reason }, { actor }) => {
      requireOwner(actor, 'discard-event');
      unitOfWork.run<null>(() => {
        const event = remotes.discard(sequence, reason, clock.now());
        if (!event) throw notParked();
        const data = { sequence, eventId: event.id, type: event.type };
        const approvedBy = actor.approvedBy ? who(actor.approvedBy) : null;
        journal.add({ kind: 'event-discarded', user: who(actor), approvedBy, data });
        return null;
      });
      // What waited behind it goes on.
      thread.wake('commit');
      return state();
    },

    'sync.forgetCarried': ({ registerCode }) => {
      unitOfWork.run<null>(() => {
        remotes.forgetCarried(registerCode);
        return null;
      });
      return state();
    },

    'sync.exportQueue': ({ passphrase }) => exportQueue(context, passphrase),
    'sync.carryQueue': (input) => carryQueue(context, requireRemote(context), input),
  };
};

/** @throws DomainError `sync/key-store` where a token could not be kept */
export const requireKeyStore = async (secrets: SecretStore): Promise<void> => {
  if (!(await secrets.available())) throw new DomainError('sync/key-store', 'the key store of this computer is not available');
};

const who = ({ userId, userName }: By): Person => ({ id: userId, name: userName });

const requireRemote = ({ remotes }: SyncContext): StoredRemote => remotes.find() ?? notPaired();

const notPaired = (): never => {
  throw new DomainError('sync/not-paired', 'this register has no remote');
};

const notParked = (): DomainError => new DomainError('sync/event-not-parked', 'this event is not among the refused ones');
