import { asc, eq, sql } from 'drizzle-orm';
import { Buyer, type BuyerState } from '../../domain/buyer/buyer.ts';
import { phoneDigits, phoneKey } from '../../domain/buyer/contact-key.ts';
import type { BuyerRepository } from '../../domain/buyer/ports.ts';
import { textKey } from '../../domain/catalog/text-key.ts';
import type { BuyerGroupView, BuyerView } from '../../domain/contract/buyers.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { withoutWaiting } from '../open.ts';
import { buyer, buyerAddress, buyerContact, buyerNote } from '../schema/tables.ts';
import { barcodeWords } from './search-words.ts';

type BuyerRow = typeof buyer.$inferSelect;

interface GroupRow {
  id: string;
  name: string;
  archived: number;
  buyers: number;
}

/** A page of the log that is copied into the file is not yet gone from the log: cutting it off is what removes it. */
const CUT_OFF_LOG = 'wal_checkpoint(TRUNCATE)';

export const createSqliteBuyerRepository = (database: Database): BuyerRepository => {
  const { sqlite } = database;
  const isBuyer = eq(buyer.id, sql.placeholder('id'));
  const find = selectFrom(database, buyer, isBuyer);
  const findContacts = selectFrom(database, buyerContact, eq(buyerContact.buyerId, sql.placeholder('id')), [
    asc(buyerContact.kind),
    asc(buyerContact.position),
  ]);
  const findAddresses = selectFrom(database, buyerAddress, eq(buyerAddress.buyerId, sql.placeholder('id')), [
    asc(buyerAddress.position),
  ]);
  const insert = insertInto(database, buyer, ['seq']);
  const update = updateOf(
    database,
    buyer,
    [
      'revision',
      'name',
      'nameKey',
      'company',
      'contactPerson',
      'groupId',
      'taxExemptReason',
      'taxExemptNumber',
      'accountLimit',
      'erasedAt',
    ],
    isBuyer,
  );
  const insertContact = insertInto(database, buyerContact);
  const insertAddress = insertInto(database, buyerAddress);
  const insertNote = insertInto(database, buyerNote, ['seq']);
  const deleteContacts = sqlite.prepare('DELETE FROM buyer_contact WHERE buyer_id = ?');
  const deleteAddresses = sqlite.prepare('DELETE FROM buyer_address WHERE buyer_id = ?');
  const deleteNotes = sqlite.prepare('DELETE FROM buyer_note WHERE buyer_id = ?');
  const deleteWords = sqlite.prepare('DELETE FROM buyer_search WHERE rowid = (SELECT seq FROM buyer WHERE id = ?)');
  const insertWords = sqlite.prepare(
    `INSERT INTO buyer_search (rowid, name, phones, emails, city)
     SELECT seq, :name, :phones, :emails, :city FROM buyer WHERE id = :id`,
  );
  const blurCommands = sqlite.prepare(
    'UPDATE command SET body_hash = zeroblob(32) WHERE id = :id OR id IN (SELECT id FROM buyer_note WHERE buyer_id = :id)',
  );
  const blurEvents = sqlite.prepare(
    "UPDATE outbox SET data = :data WHERE partition_key = :id AND type = 'app.tillwright.ordering.buyer-changed.v1'",
  );

  // A change that could not be taken is kept whole.
  const forgetRefused = sqlite.prepare(
    "DELETE FROM change_refused WHERE type = 'app.tillwright.ordering.buyer-changed.v1' AND change ->> '$.event.data.id' = ?",
  );

  const row = ({ taxExemption, ...state }: BuyerState): Omit<BuyerRow, 'seq'> => ({
    id: state.id,
    revision: state.revision,
    name: state.name,
    nameKey: textKey(state.name),
    company: state.company,
    contactPerson: state.contactPerson,
    groupId: state.groupId,
    taxExemptReason: taxExemption?.reason ?? null,
    taxExemptNumber: taxExemption?.number ?? null,
    accountLimit: state.accountLimit,
    createdAt: state.createdAt,
    erasedAt: state.erasedAt,
  });

  const writeParts = ({ id, name, company, contactPerson, phones, emails, addresses }: BuyerState): void => {
    phones.forEach((value, position) => {
      insertContact({ buyerId: id, kind: 'phone', position, value, valueKey: phoneKey(value) });
    });
    emails.forEach((value, position) => {
      insertContact({ buyerId: id, kind: 'email', position, value, valueKey: value.toLowerCase() });
    });
    addresses.forEach((address, position) => {
      insertAddress({ buyerId: id, position, ...address });
    });
    insertWords.run({
      id,
      name: `${name} ${company} ${contactPerson}`,
      phones: barcodeWords(phones.map(phoneDigits)),
      emails: emails.join(' '),
      city: addresses.map(({ city }) => city).join(' '),
    });
  };

  const deleteParts = (id: string): void => {
    deleteWords.run(id);
    deleteContacts.run(id);
    deleteAddresses.run(id);
  };

  return {
    get(id) {
      const found = find.get({ id });
      if (!found) return undefined;
      const { seq: _seq, nameKey: _nameKey, taxExemptReason: reason, taxExemptNumber: number, ...state } = found;
      const contacts = findContacts.all({ id });
      const of = (kind: 'phone' | 'email') => contacts.filter((contact) => contact.kind === kind).map(({ value }) => value);
      return new Buyer({
        ...state,
        taxExemption: reason === null ? null : { reason, number: number ?? '' },
        phones: of('phone'),
        emails: of('email'),
        addresses: findAddresses.all({ id }).map(({ buyerId: _buyerId, position: _position, ...address }) => address),
      });
    },
    add({ state }) {
      insert(row(state));
      writeParts(state);
    },
    update({ id, state }) {
      deleteParts(id);
      update(row(state));
      writeParts(state);
    },
    addNote(note) {
      insertNote(note);
    },
    forget({ id, state }) {
      deleteParts(id);
      blurCommands.run({ id });
      deleteNotes.run(id);
      update(row(state));
      const tombstone: BuyerView = { ...state, phones: [], emails: [], addresses: [], group: null };
      forgetRefused.run(id);
      blurEvents.run({ id, data: JSON.stringify(tombstone) });
    },
    sweepLog() {
      withoutWaiting(sqlite, () => sqlite.pragma(CUT_OFF_LOG));
    },
    ...groups(database),
  };
};

type Groups = Pick<BuyerRepository, 'group' | 'groupByName' | 'saveGroup' | 'deleteGroup'>;

const groups = ({ sqlite }: Database): Groups => {
  const select = `SELECT id, name, archived, (SELECT count(*) FROM buyer WHERE group_id = g.id) AS buyers FROM buyer_group g`;
  const byId = sqlite.prepare<[string], GroupRow>(`${select} WHERE id = ?`);
  const byKey = sqlite.prepare<[string], GroupRow>(`${select} WHERE name_key = ?`);
  const upsert = sqlite.prepare(
    `INSERT INTO buyer_group (id, name, name_key, archived) VALUES (:id, :name, :key, :archived)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, archived = excluded.archived`,
  );
  const remove = sqlite.prepare('DELETE FROM buyer_group WHERE id = ?');
  const view = (found: GroupRow | undefined): BuyerGroupView | undefined => found && { ...found, archived: found.archived === 1 };
  return {
    group: (id) => view(byId.get(id)),
    groupByName: (name) => view(byKey.get(textKey(name))),
    saveGroup(id, name, archived) {
      const key = textKey(name);
      // Two tills gave one name: both stay, the second under a key that nobody can type.
      const namesake = byKey.get(key)?.id;
      upsert.run({
        id,
        name,
        key: namesake === undefined || namesake === id ? key : `${key}\u0000${id}`,
        archived: archived ? 1 : 0,
      });
    },
    deleteGroup(id) {
      remove.run(id);
    },
  };
};
