import type { Sqlite } from '../../db/open.ts';
import type { UserView } from '../../domain/contract/identity.ts';
import type { InputOf } from '../../domain/contract/index.ts';
import type { IdentityService } from '../../domain/identity/identity-service.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { JournalHead } from '../../domain/shared/journal.ts';
import type { ShopRepository } from '../../domain/till/shop.ts';
import type { PairReply, PairRequest } from '../../sync/wire.ts';
import type { ReceiptKeyRing } from '../adapters/receipt-keys.ts';

interface Parts {
  readonly sqlite: Sqlite;
  readonly identity: IdentityService;
  readonly shops: ShopRepository;
  readonly journal: { continueFrom(head: Omit<JournalHead, 'at'>, registerCode: string): void };
  readonly receiptKeys: Pick<ReceiptKeyRing, 'ensureOwn'>;
  readonly clock: Clock;
  /** Hands the code in at the hub. @throws DomainError what the hub and the line refuse */
  readonly pair: (url: string, code: string, request: Omit<PairRequest, 'code'>) => Promise<PairReply>;
  /** Keeps the remote and its token, inside the transaction that makes the shop. The token was encrypted before. */
  readonly keep: (url: string, code: string, reply: PairReply) => void;
  /** Prepares what {@link keep} needs and a transaction cannot wait for. */
  readonly prepare: (reply: PairReply) => Promise<void>;
}

/** What a till asks to be called before the hub says what is free. */
const WISHED_CODE = 'R1';
/** Taxes come with the first changes. */
const NO_TAX_PPM = 0;

/**
 * First run from a hub: the store's shop, a register of its own under the code that the hub gives, and the owner of this computer, in one
 * transaction. In the place of a lost register its journal goes on, and what it told comes back by the changes (`own=true`).
 * @returns whom to sign in
 * @throws DomainError `identity/already-set-up`, what pairing refuses, `sync/code-invalid` for a store without a shop
 */
export const createJoinStore =
  ({ sqlite, identity, shops, journal, receiptKeys, clock, pair, keep, prepare }: Parts) =>
  async ({ url, code, owner }: InputOf<'sync.joinStore'>): Promise<UserView> => {
    if (shops.shop()) throw new DomainError('identity/already-set-up', 'the shop is there already');
    const register = { id: newId(), incarnation: newId() };
    const reply = await pair(url, code, { register: { ...register, code: WISHED_CODE, receiptKey: null }, shop: null });
    const { shop, registerCode, replaces } = reply;
    if (!shop) throw new DomainError('sync/code-invalid', 'this store has no shop yet: set one up here and pair it');
    await prepare(reply);
    const { id, ...settings } = { ...shop, demo: false };
    const founded = { ...settings, taxRatePpm: NO_TAX_PPM, registerCode };
    return identity.setUpShop(founded, owner, () => {
      shops.create({ id, ...settings }, NO_TAX_PPM, { ...register, code: registerCode }, clock.now());
      // Before anything else is noted: it is the first entry.
      if (replaces?.journal) journal.continueFrom(replaces.journal, replaces.code);
      const restore = sqlite.prepare('INSERT INTO restored_source (source) VALUES (?) ON CONFLICT DO NOTHING');
      for (const source of replaces?.sources ?? []) restore.run(source);
      if (replaces) {
        // Numbers that were printed and never told must not come again under the new code either.
        sqlite.prepare('UPDATE register SET next_order_number = max(next_order_number, ? + 1)').run(replaces.lastOrderNumber);
      }
      receiptKeys.ensureOwn();
      keep(url, code, reply);
    });
  };
