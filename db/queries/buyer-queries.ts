import type { BuyerQueries } from '../../domain/buyer/ports.ts';
import type {
  BuyerGroupView,
  BuyerNoteView,
  BuyerSummaryView,
  BuyerView,
  SameContactView,
  StatementEntry,
} from '../../domain/contract/buyers.ts';
import type { InputOf, OutputOf } from '../../domain/contract/index.ts';
import { receiptNumber } from '../../domain/ordering/order-view.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import type { Database } from '../database.ts';
import { buyerQuery } from '../repositories/search-words.ts';
import { page } from './catalog-queries.ts';
import { readCursor, writeCursor } from './cursor.ts';

interface SummaryRow {
  seq: number;
  id: string;
  name: string;
  name_key: string;
  company: string;
  phone: string | null;
  email: string | null;
  city: string | null;
  group_id: string | null;
  group_name: string | null;
  tax_exempt: number;
  account_limit: number;
}

const contact = (kind: string): string =>
  `(SELECT value FROM buyer_contact WHERE buyer_id = b.id AND kind = '${kind}' ORDER BY position LIMIT 1) AS ${kind}`;
const SUMMARY = `
  SELECT b.seq, b.id, b.name, b.name_key, b.company, ${contact('phone')}, ${contact('email')},
    (SELECT city FROM buyer_address WHERE buyer_id = b.id AND city <> '' ORDER BY position LIMIT 1) AS city,
    b.group_id, g.name AS group_name, b.tax_exempt_reason IS NOT NULL AS tax_exempt, b.account_limit
  FROM buyer b LEFT JOIN buyer_group g ON g.id = b.group_id`;

const toSummary = (row: SummaryRow): BuyerSummaryView => ({
  id: row.id,
  name: row.name,
  company: row.company,
  phone: row.phone,
  email: row.email,
  city: row.city ?? '',
  groupId: row.group_id,
  group: row.group_name,
  taxExempt: row.tax_exempt === 1,
  accountLimit: row.account_limit,
});

interface BuyerRow {
  id: string;
  revision: number;
  name: string;
  company: string;
  contact_person: string;
  phones: string;
  emails: string;
  addresses: string;
  group_id: string | null;
  group_name: string | null;
  tax_exempt_reason: string | null;
  tax_exempt_number: string | null;
  account_limit: number;
  created_at: number;
  erased_at: number | null;
}

const contacts = (kind: string): string =>
  `(SELECT json_group_array(value) FROM (SELECT value FROM buyer_contact WHERE buyer_id = b.id AND kind = '${kind}' ORDER BY position)) AS ${kind}s`;
const BUYER = `
  SELECT b.id, b.revision, b.name, b.company, b.contact_person, ${contacts('phone')}, ${contacts('email')},
    (SELECT json_group_array(json_object('label', label, 'street', street, 'city', city, 'state', state, 'country', country, 'zipCode', zip_code))
     FROM (SELECT * FROM buyer_address WHERE buyer_id = b.id ORDER BY position)) AS addresses,
    b.group_id, g.name AS group_name, b.tax_exempt_reason, b.tax_exempt_number, b.account_limit, b.created_at, b.erased_at
  FROM buyer b LEFT JOIN buyer_group g ON g.id = b.group_id WHERE b.id = ?`;

const toBuyer = (row: BuyerRow): BuyerView => ({
  id: row.id,
  revision: row.revision,
  name: row.name,
  company: row.company,
  contactPerson: row.contact_person,
  phones: JSON.parse(row.phones) as string[],
  emails: JSON.parse(row.emails) as string[],
  addresses: JSON.parse(row.addresses) as BuyerView['addresses'],
  groupId: row.group_id,
  group: row.group_name,
  taxExemption: row.tax_exempt_reason === null ? null : { reason: row.tax_exempt_reason, number: row.tax_exempt_number ?? '' },
  accountLimit: row.account_limit,
  createdAt: row.created_at,
  erasedAt: row.erased_at,
});

interface NoteRow {
  seq: number;
  id: string;
  buyer_id: string;
  text: string;
  user_name: string;
  at: number;
}

const NOTE = 'SELECT seq, id, buyer_id, text, user_name, at FROM buyer_note';

const toNote = (row: NoteRow): BuyerNoteView => ({
  id: row.id,
  buyerId: row.buyer_id,
  text: row.text,
  userName: row.user_name,
  at: row.at,
});

interface StatementRow {
  seq: number;
  id: string;
  at: number;
  order_id: string;
  register_code: string;
  number: number;
  currency: string;
  amount: number;
  taken_back: number;
  balance: number;
}

const toEntry = ({ currency, ...row }: StatementRow): StatementEntry => ({
  id: row.id,
  at: row.at,
  orderId: row.order_id,
  receiptNumber: receiptNumber(row.register_code, row.number),
  amount: { amount: row.amount, currency },
  takenBack: row.taken_back === 1,
  balance: { amount: row.balance, currency },
});

type BuyersRequest = InputOf<'buyers.getBuyers'>;

/** What the screens read of the customers: keyset pages over an index, whatever is searched for. */
export const createBuyerQueries = ({ sqlite }: Database) => {
  const byId = sqlite.prepare<[string], BuyerRow>(BUYER);
  const pageOf = (where: string) =>
    sqlite.prepare<object, SummaryRow>(
      `${SUMMARY} WHERE ${where} AND b.erased_at IS NULL AND (b.name_key, b.seq) > (:key, :seq) ORDER BY b.name_key, b.seq LIMIT :limit`,
    );
  const all = pageOf('TRUE');
  const ofGroup = pageOf('b.group_id = :groupId');
  // In the order of the index: a page stops as soon as it is full, however many match.
  const searchOf = (where: string) =>
    sqlite.prepare<object, SummaryRow>(
      `${SUMMARY} JOIN buyer_search s ON s.rowid = b.seq
       WHERE buyer_search MATCH :words AND s.rowid > :after AND ${where} ORDER BY s.rowid LIMIT :limit`,
    );
  const found = searchOf('TRUE');
  const foundInGroup = searchOf('b.group_id = :groupId');
  const noteById = sqlite.prepare<[string], NoteRow>(`${NOTE} WHERE id = ?`);
  const notes = sqlite.prepare<[string, number, number], NoteRow>(
    `${NOTE} WHERE buyer_id = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  // The balance after each entry needs all before it: one pass over the index of this customer's payments.
  const statement = sqlite.prepare<[string, number, number], StatementRow>(
    `SELECT entry.*, orders.id AS order_id, register_code FROM
       (SELECT seq, id, at, order_number AS number, currency, amount, refund_of IS NOT NULL AS taken_back,
          sum(amount) OVER (ORDER BY seq) AS balance
        FROM payment WHERE buyer_id = ? AND status = 'Confirmed') AS entry
     JOIN orders ON orders.number = entry.number WHERE seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const sameContact = sqlite.prepare<{ id: string }, { id: string; name: string; value: string }>(
    `SELECT b.id, b.name, other.value FROM buyer_contact mine
     JOIN buyer_contact other ON other.kind = mine.kind AND other.value_key = mine.value_key AND other.buyer_id <> :id
     JOIN buyer b ON b.id = other.buyer_id WHERE mine.buyer_id = :id ORDER BY b.seq LIMIT 10`,
  );
  const groups = sqlite.prepare<[], { id: string; name: string; buyers: number }>(
    `SELECT id, name, (SELECT count(*) FROM buyer WHERE group_id = g.id) AS buyers FROM buyer_group g
     WHERE archived = 0 ORDER BY name_key`,
  );

  const requireBuyer = (id: string): BuyerView => {
    const row = byId.get(id);
    if (!row) throw new DomainError('buyers/buyer-not-found', 'there is no such customer');
    return toBuyer(row);
  };

  return {
    buyer(id: string): BuyerView | undefined {
      const row = byId.get(id);
      return row && toBuyer(row);
    },

    /** @throws DomainError `buyers/buyer-not-found` */
    getBuyerById: requireBuyer,

    /** By name; found texts in the order in which the customers came. */
    getBuyers({ text, groupId, cursor, pageSize }: BuyersRequest): OutputOf<'buyers.getBuyers'> {
      const group = groupId === undefined ? {} : { groupId };
      if (text?.trim()) {
        const words = buyerQuery(text);
        if (words === undefined) return { items: [], nextCursor: null };
        const [after] = cursor === null ? [0] : readCursor(cursor, 0);
        const rows = (groupId === undefined ? found : foundInGroup).all({ ...group, words, after, limit: pageSize + 1 });
        return page(rows, pageSize, toSummary, ({ seq }) => writeCursor(seq));
      }
      const [key, seq] = cursor === null ? ['', 0] : readCursor(cursor, '', 0);
      const rows = (groupId === undefined ? all : ofGroup).all({ ...group, key, seq, limit: pageSize + 1 });
      return page(rows, pageSize, toSummary, (row) => writeCursor(row.name_key, row.seq));
    },

    note(id: string): BuyerNoteView | undefined {
      const row = noteById.get(id);
      return row && toNote(row);
    },

    notesOf: (buyerId: string): BuyerNoteView[] => notes.all(buyerId, Number.MAX_SAFE_INTEGER, -1).map(toNote),

    /** Newest first. @throws DomainError `buyers/buyer-not-found` */
    getBuyerNotes({ buyerId, cursor, pageSize }: InputOf<'buyers.getBuyerNotes'>): OutputOf<'buyers.getBuyerNotes'> {
      requireBuyer(buyerId);
      const [before] = cursor === null ? [Number.MAX_SAFE_INTEGER] : readCursor(cursor, 0);
      return page(notes.all(buyerId, before, pageSize + 1), pageSize, toNote, ({ seq }) => writeCursor(seq));
    },

    /** Newest first. @throws DomainError `buyers/buyer-not-found` */
    getStatement({ buyerId, cursor, pageSize }: InputOf<'buyers.getStatement'>): OutputOf<'buyers.getStatement'> {
      requireBuyer(buyerId);
      const [before] = cursor === null ? [Number.MAX_SAFE_INTEGER] : readCursor(cursor, 0);
      return page(statement.all(buyerId, before, pageSize + 1), pageSize, toEntry, ({ seq }) => writeCursor(seq));
    },

    sameContacts: (id: string): SameContactView[] =>
      sameContact.all({ id }).map((row) => ({ buyerId: row.id, name: row.name, contact: row.value })),

    getBuyerGroups: (): BuyerGroupView[] => groups.all().map((group) => ({ ...group, archived: false })),
  } satisfies BuyerQueries & Record<string, unknown>;
};
