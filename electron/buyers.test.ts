import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buyers } from '../domain/contract/buyers.ts';
import { integrationEvents } from '../domain/contract/events.ts';
import type { OutputOf, RequestOf } from '../domain/contract/index.ts';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { setUpTestTill } from './testing/test-till.ts';

const { call, dataDir, dispatch, file, refusal, restart } = setUpTestTill();

const CARD = '4111 1111 1111 1111';
const create = async (name: string, fields: Partial<RequestOf<'buyers.createBuyer'>> = {}) =>
  (await call('buyers.createBuyer', { id: newId(), name, ...fields })).buyer;
const namesFor = async (text: string, groupId?: string): Promise<string[]> => {
  const { items } = await call('buyers.getBuyers', { text, ...(groupId && { groupId }) });
  return items.map(({ name }) => name);
};
const clerk = async (): Promise<Session> => {
  const person = { id: newId(), name: 'Cid', lastName: '', email: 'cid@shop.example', password: 'battery staple', pin: '314159' };
  const user = await call('identity.registerUser', { ...person, role: 'clerk' });
  const session = new Session();
  session.signIn(user);
  return session;
};
const eventsOf = (id: string) =>
  file((sqlite) =>
    sqlite
      .prepare<[string], { type: keyof typeof integrationEvents; data: string }>(
        'SELECT type, data FROM outbox WHERE partition_key = ? ORDER BY sequence',
      )
      .all(id),
  ).map(({ type, data }) => ({ type, data: integrationEvents[type].parse(JSON.parse(data)) }));

describe('a customer', () => {
  it('is created once, kept over a restart, and told in the public shape', async () => {
    const command = {
      id: newId(),
      name: 'Zoë Ångström',
      company: 'Ångström & Söhne',
      phones: ['+49 170 1234567', '+49 170 1234567'],
      emails: ['zoe@angstrom.example'],
      addresses: [{ label: 'Home', street: 'Hauptstraße 1', city: 'Köln', zipCode: '50667', country: 'Germany' }, {}],
    };
    const { buyer, sameContacts } = await call('buyers.createBuyer', command);
    expect(sameContacts).toEqual([]);
    expect(buyer).toMatchObject({ revision: 1, phones: ['+49 170 1234567'], groupId: null, taxExemption: null, accountLimit: 0 });
    expect(buyer.addresses).toEqual([
      { label: 'Home', street: 'Hauptstraße 1', city: 'Köln', state: '', country: 'Germany', zipCode: '50667' },
    ]);
    expect((await call('buyers.createBuyer', command)).buyer).toEqual(buyer);
    expect(await refusal('buyers.createBuyer', { ...command, name: 'Zoe' })).toBe('shared/command-id-reused');
    await restart();
    expect(await call('buyers.getBuyerById', { buyerId: command.id })).toEqual(buyer);
    expect(eventsOf(command.id)).toEqual([{ type: 'app.tillwright.ordering.buyer-changed.v1', data: buyer }]);
    expect(await refusal('buyers.getBuyerById', { buyerId: newId() })).toBe('buyers/buyer-not-found');
  });

  it('is found by words in any order, without accents, by telephone in any spelling, e-mail and city', async () => {
    await create('Zoë Ångström', { phones: ['+49 170 1234567'], emails: ['zoe@angstrom.example'] });
    await create('Bob Builder', { company: 'Brick Works', addresses: [{ city: 'Örebro' }], phones: ['(030) 555-0199'] });
    for (const text of ['angs zo', 'ZOE', '0170/123 45 67', '+49170 1234567', '4567', 'zoe@angstrom.ex', 'zoë@']) {
      expect(await namesFor(text), text).toEqual(['Zoë Ångström']);
    }
    for (const text of ['works', 'orebro build', '030 5550199', '5550'])
      expect(await namesFor(text), text).toEqual(['Bob Builder']);
    for (const text of ['zoe builder', '0170 9', '"*', 'ngstrom']) expect(await namesFor(text), text).toEqual([]);
  });

  it('is found anew after an edit, and an edit of an old state is refused', async () => {
    const { id } = await create('Ada Before', { phones: ['555 1234'] });
    const edit = { buyerId: id, revision: 1, name: 'Ada After', emails: ['ada@after.example'] };
    const { buyer } = await call('buyers.updateBuyer', edit);
    expect(buyer).toMatchObject({ revision: 2, name: 'Ada After', phones: [], emails: ['ada@after.example'] });
    expect(await refusal('buyers.updateBuyer', { ...edit, name: 'Ada Other' })).toBe('buyers/stale-edit');
    const terms = { buyerId: id, groupId: null, taxExemption: null, accountLimit: 1 };
    expect(await refusal('buyers.setBuyerTerms', { ...terms, revision: 1 })).toBe('buyers/stale-edit');
    expect([await namesFor('before'), await namesFor('5551234'), await namesFor('after')]).toEqual([[], [], ['Ada After']]);
  });

  it('is listed by name in pages that miss and repeat nobody, whole or by group', async () => {
    const { id: groupId } = await call('buyers.createBuyerGroup', { id: newId(), name: 'Trade' });
    for (const name of ['b', 'É', 'a', 'd', 'a', 'c']) {
      const { id } = await create(name, { emails: ['x@same.example'] });
      if (name < 'c')
        await call('buyers.setBuyerTerms', { buyerId: id, revision: 1, groupId, taxExemption: null, accountLimit: 0 });
    }
    const read = async (input: Omit<RequestOf<'buyers.getBuyers'>, 'cursor'>): Promise<string[]> => {
      const names: string[] = [];
      let cursor: string | null = null;
      do {
        const answer: OutputOf<'buyers.getBuyers'> = await call('buyers.getBuyers', { ...input, pageSize: 2, cursor });
        names.push(...answer.items.map(({ name }) => name));
        cursor = answer.nextCursor;
      } while (cursor !== null);
      return names;
    };
    expect(await read({})).toEqual(['a', 'a', 'b', 'c', 'd', 'É']);
    expect(await read({ groupId })).toEqual(['a', 'a', 'b']);
    expect(await read({ text: 'same' })).toEqual(['b', 'É', 'a', 'd', 'a', 'c']);
    expect(await read({ text: 'same', groupId })).toEqual(['b', 'a', 'a']);
    expect(await refusal('buyers.getBuyers', { cursor: 'nonsense' })).toBe('shared/invalid-input');
  });

  it('with the telephone or e-mail of another is saved with a warning', async () => {
    const first = await create('First', { phones: ['+49 170 1234567'], emails: ['shared@home.example'] });
    const { buyer, sameContacts } = await call('buyers.createBuyer', {
      id: newId(),
      name: 'Second',
      phones: ['0170/1234567'],
      emails: ['Shared@home.example'],
    });
    expect(sameContacts.map(({ buyerId, name, contact }) => [buyerId, name, contact])).toEqual([
      [first.id, 'First', 'shared@home.example'],
      [first.id, 'First', '+49 170 1234567'],
    ]);
    const edit = { buyerId: buyer.id, revision: 1, name: 'Second', phones: ['0170 7654321'] };
    expect((await call('buyers.updateBuyer', edit)).sameContacts).toEqual([]);
  });

  it('is granted a group, an exemption and an account that an edit leaves alone', async () => {
    const { id } = await create('Grant');
    const { id: groupId } = await call('buyers.createBuyerGroup', { id: newId(), name: 'Schools' });
    const terms = { groupId, taxExemption: { reason: 'School', number: 'DE123456789' }, accountLimit: 50_000 };
    expect(await call('buyers.setBuyerTerms', { buyerId: id, revision: 1, ...terms })).toMatchObject({
      ...terms,
      group: 'Schools',
    });
    const { buyer } = await call('buyers.updateBuyer', { buyerId: id, revision: 2, name: 'Grant Hill' });
    expect(buyer).toMatchObject({ ...terms, name: 'Grant Hill' });
    expect((await call('buyers.getBuyers', {})).items[0]).toMatchObject({
      taxExempt: true,
      accountLimit: 50_000,
      group: 'Schools',
    });
    const unknown = { buyerId: id, revision: 3, ...terms, groupId: newId() };
    expect(await refusal('buyers.setBuyerTerms', unknown)).toBe('buyers/group-not-found');
    expect(await refusal('buyers.setBuyerTerms', { ...unknown, accountLimit: -1 })).toBe('shared/invalid-input');
  });
});

describe('card numbers', () => {
  it('are masked in every free text, in the file, the index and the outbox', async () => {
    const { id } = await create(`Carl ${CARD}`, {
      company: CARD,
      contactPerson: CARD,
      addresses: [{ label: CARD, street: CARD, city: CARD, state: CARD, country: CARD, zipCode: CARD }],
    });
    await call('buyers.addBuyerNote', { id: newId(), buyerId: id, text: `pays with ${CARD}` });
    const terms = { groupId: null, taxExemption: { reason: CARD, number: '' }, accountLimit: 0 };
    await call('buyers.setBuyerTerms', { buyerId: id, revision: 1, ...terms });
    await call('buyers.createBuyerGroup', { id: newId(), name: CARD });
    const { buyer, notes } = await call('buyers.exportBuyer', { buyerId: id });
    expect(buyer.name).toBe('Carl **** **** **** 1111');
    expect(notes[0]?.text).toBe('pays with **** **** **** 1111');
    expect(bytesOfEverything().replace(/[ -]/g, '')).not.toContain(CARD.replaceAll(' ', ''));
  });

  it('are masked in what people write about sales and goods, and are no barcodes', async () => {
    const bare = CARD.replaceAll(' ', '');
    const itemId = newId();
    const goods = { name: `x ${CARD}`, price: { amount: 100, currency: 'EUR' } };
    expect(await call('catalog.createCatalogItem', { id: itemId, ...goods })).toMatchObject({ name: 'x **** **** **** 1111' });
    const another = { id: newId(), ...goods, barcodes: [bare] };
    expect(await refusal('catalog.createCatalogItem', another)).toBe('catalog/barcode-like-card');
    expect(await refusal('catalog.assignBarcode', { id: itemId, barcode: bare })).toBe('catalog/barcode-like-card');
    await call('catalog.receiveStock', { id: newId(), itemId, quantity: 1, note: CARD });
    await call('basket.updateBasket', { lines: [{ itemId, quantity: 1 }] });
    await call('basket.setDiscount', { discount: { percentPpm: 10_000 }, reason: CARD });
    await call('basket.parkBasket', { name: CARD });
    expect((await call('basket.getParkedBaskets', {})).map(({ name }) => name)).toEqual(['**** **** **** 1111']);
    expect(bytesOfEverything().replace(/[ -]/g, '')).not.toContain(bare);
  });

  it('are refused where masking would spoil what the field is for', async () => {
    const bare = CARD.replaceAll(' ', '');
    const refused = (fields: object) => refusal('buyers.createBuyer', { id: newId(), name: 'x', ...fields });
    expect(await refused({ phones: [CARD] })).toBe('shared/invalid-input');
    expect(await refused({ phones: ['378282246310005'] })).toBe('shared/invalid-input');
    expect(await refused({ emails: [`${bare}@mail.example`] })).toBe('shared/invalid-input');
    const { id } = await create('x', { phones: ['+49 170 12345678'] });
    const terms = { buyerId: id, revision: 1, groupId: null, taxExemption: { reason: 'x', number: bare }, accountLimit: 0 };
    expect(await refusal('buyers.setBuyerTerms', terms)).toBe('shared/invalid-input');
  });
});

describe('notes', () => {
  it('tell who, when and what, newest first, once for each id', async () => {
    const { id: buyerId } = await create('Nora');
    const note = { id: newId(), buyerId, text: 'Rings twice' };
    const saved = await call('buyers.addBuyerNote', note);
    expect(saved).toMatchObject({ text: 'Rings twice', userName: 'Ada Owner' });
    expect(await call('buyers.addBuyerNote', note)).toEqual(saved);
    await call('buyers.addBuyerNote', { id: newId(), buyerId, text: 'Moved away' });
    const first = await call('buyers.getBuyerNotes', { buyerId, pageSize: 1 });
    expect(first.items.map(({ text }) => text)).toEqual(['Moved away']);
    const second = await call('buyers.getBuyerNotes', { buyerId, pageSize: 1, cursor: first.nextCursor });
    expect([second.items, second.nextCursor]).toEqual([[saved], null]);
    expect(await refusal('buyers.addBuyerNote', { ...note, id: newId(), buyerId: newId() })).toBe('buyers/buyer-not-found');
  });
});

describe('groups', () => {
  it('have one name each; one with customers is archived, and taken up again by its name', async () => {
    const trade = await call('buyers.createBuyerGroup', { id: newId(), name: 'Trade' });
    const staff = await call('buyers.createBuyerGroup', { id: newId(), name: 'Staff' });
    expect(await refusal('buyers.createBuyerGroup', { id: newId(), name: ' TRADE' })).toBe('buyers/name-taken');
    expect(await refusal('buyers.updateBuyerGroup', { groupId: staff.id, name: 'trade' })).toBe('buyers/name-taken');
    await call('buyers.updateBuyerGroup', { groupId: trade.id, name: 'Builders' });
    const { id: buyerId } = await create('Bob');
    await call('buyers.setBuyerTerms', { buyerId, revision: 1, groupId: trade.id, taxExemption: null, accountLimit: 0 });
    expect(await call('buyers.deleteBuyerGroup', { groupId: staff.id })).toEqual({ outcome: 'deleted' });
    expect(await call('buyers.deleteBuyerGroup', { groupId: trade.id })).toEqual({ outcome: 'archived' });
    expect(await call('buyers.getBuyerGroups', {})).toEqual([]);
    expect((await call('buyers.getBuyerById', { buyerId })).group).toBe('Builders');
    expect(await call('buyers.createBuyerGroup', { id: newId(), name: 'builders' })).toMatchObject({ id: trade.id, buyers: 1 });
    expect(eventsOf(staff.id).map(({ type }) => type.split('.')[3])).toEqual(['buyer-group-changed', 'buyer-group-deleted']);
  });
});

describe('roles', () => {
  it('let a clerk write people down, and a manager grant, export and erase', async () => {
    const byClerk = await clerk();
    const { id: groupId } = await call('buyers.createBuyerGroup', { id: newId(), name: 'Trade' });
    const id = newId();
    const person = { name: 'Nell' };
    const inputs: { readonly [O in keyof typeof buyers]: RequestOf<`buyers.${O}`> } = {
      createBuyer: { id, ...person },
      updateBuyer: { buyerId: id, revision: 1, ...person },
      getBuyers: {},
      getBuyerById: { buyerId: id },
      addBuyerNote: { id: newId(), buyerId: id, text: 'x' },
      getBuyerNotes: { buyerId: id },
      getBuyerGroups: {},
      getAccount: { buyerId: id },
      getStatement: { buyerId: id },
      setBuyerTerms: { buyerId: id, revision: 2, groupId, taxExemption: null, accountLimit: 1 },
      exportBuyer: { buyerId: id },
      createBuyerGroup: { id: newId(), name: 'More' },
      updateBuyerGroup: { groupId, name: 'Trades' },
      deleteBuyerGroup: { groupId },
      eraseBuyer: { buyerId: id },
    };
    expect(Object.keys(inputs).sort()).toEqual(Object.keys(buyers).sort());
    const answered = async (by: Session): Promise<string[]> => {
      const names: string[] = [];
      for (const [name, input] of Object.entries(inputs)) {
        const answer = await dispatch(by, `buyers.${name}`, input);
        if (answer.ok) names.push(name);
        else expect(['shared/forbidden', 'shared/not-signed-in']).toContain(answer.error.code);
      }
      return names;
    };
    expect(await answered(new Session())).toEqual([]);
    const writing = [
      'createBuyer',
      'updateBuyer',
      'getBuyers',
      'getBuyerById',
      'addBuyerNote',
      'getBuyerNotes',
      'getBuyerGroups',
    ];
    expect(await answered(byClerk)).toEqual([...writing, 'getAccount', 'getStatement']);
    expect(await call('buyers.getBuyerById', { buyerId: id })).toMatchObject({ revision: 2, groupId: null, accountLimit: 0 });
  });
});

/** All that the till wrote, in the lower case that an index keeps. */
const bytesOfEverything = (): string =>
  readdirSync(dataDir(), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n')
    .toLowerCase();

describe('an erased customer', () => {
  const PERSON = {
    name: 'Xanthippe Quillfeather',
    company: 'Vexillology Ltd',
    contactPerson: 'Wolfgang Ypsilon',
    phones: ['+49 171 9876543'],
    emails: ['xq@quillmail.example'],
    addresses: [
      { label: 'Lighthouse', street: 'Zwiebelgasse 7', city: 'Ühlingen', state: 'Jura', country: 'Utopia', zipCode: '98123' },
    ],
  };
  const TRACES = [
    ...['xanthippe', 'quillfeather', 'vexillology', 'wolfgang', 'ypsilon', '9876543', 'quillmail', 'lighthouse', 'zwiebelgasse'],
    ...['hlingen', 'utopia', 'oddfellow', 'rubberduck', 'klabautermann', 'nachtigall', 'nightingale', '5550142'],
  ];
  const leftOf = (): string[] => {
    const bytes = bytesOfEverything();
    return TRACES.filter((trace) => bytes.includes(trace));
  };

  it('is gone from every file, former edits, notes, index and unsent events included', async () => {
    // Neighbours on the same pages, and enough of them that the index has merged its pieces.
    for (let other = 0; other < 120; other++) await create(`Neighbour ${other}`, { phones: [`030 5550${other + 200}`] });
    const { id } = await create('Klabautermann Nachtigall', { phones: ['030 5550142'] });
    for (let other = 0; other < 120; other++) await create(`Other ${other}`, { emails: [`other${other}@mail.example`] });
    await call('buyers.updateBuyer', { buyerId: id, revision: 1, ...PERSON, name: 'Florence Nightingale' });
    await call('buyers.updateBuyer', { buyerId: id, revision: 2, ...PERSON });
    const { id: groupId } = await call('buyers.createBuyerGroup', { id: newId(), name: 'Trade' });
    const terms = { groupId, taxExemption: { reason: 'Oddfellow', number: 'XX1' }, accountLimit: 100 };
    await call('buyers.setBuyerTerms', { buyerId: id, revision: 3, ...terms });
    await call('buyers.addBuyerNote', { id: newId(), buyerId: id, text: 'Collects rubberduck figures' });
    expect(leftOf()).toEqual(TRACES);

    const erased = await call('buyers.eraseBuyer', { buyerId: id });
    expect(leftOf()).toEqual([]);
    const buyer = await call('buyers.getBuyerById', { buyerId: id });
    expect(buyer).toMatchObject({
      id,
      name: '',
      phones: [],
      addresses: [],
      groupId: null,
      accountLimit: 0,
      erasedAt: erased.erasedAt,
    });
    expect([await namesFor('xanthippe'), await namesFor('9876543'), await namesFor('030 5550200')]).toEqual([
      [],
      [],
      ['Neighbour 0'],
    ]);
    const events = eventsOf(id);
    expect(events.map(({ type }) => type.split('.')[3])).toEqual([
      ...Array.from({ length: 4 }, () => 'buyer-changed'),
      'buyer-erased',
    ]);
    expect(events.slice(0, 4).map(({ data }) => data)).toEqual(Array.from({ length: 4 }, () => buyer));
    expect(events[4]?.data).toEqual({ buyerId: id, erasedAt: erased.erasedAt });
    const whole = file((sqlite) => [
      sqlite.pragma('integrity_check', { simple: true }),
      sqlite.prepare('SELECT count(*), max(sequence) FROM outbox').raw().get(),
    ]);
    // Beside the buyers', the ones of the shop's key and of its taxes.
    expect(whole).toEqual(['ok', [248, 248]]);
  });

  it('is erased once, and takes nothing any more', async () => {
    const command = { id: newId(), name: 'Gone Soon' };
    await call('buyers.createBuyer', command);
    const note = { id: newId(), buyerId: command.id, text: 'x' };
    await call('buyers.addBuyerNote', note);
    const erased = await call('buyers.eraseBuyer', { buyerId: command.id });
    expect(await call('buyers.eraseBuyer', { buyerId: command.id })).toEqual(erased);
    expect(eventsOf(command.id).filter(({ type }) => type.endsWith('buyer-erased.v1'))).toHaveLength(1);
    expect((await call('buyers.getBuyers', {})).items).toEqual([]);
    // The hash of a name that can be guessed would tell it: the command is there, its contents are not.
    expect(await refusal('buyers.createBuyer', command)).toBe('shared/command-id-reused');
    expect(await refusal('buyers.addBuyerNote', note)).toBe('shared/command-id-reused');
    const fresh = { ...note, id: newId() };
    expect(await refusal('buyers.addBuyerNote', fresh)).toBe('buyers/erased');
    expect(await refusal('buyers.exportBuyer', { buyerId: command.id })).toBe('buyers/erased');
    expect(await refusal('buyers.updateBuyer', { buyerId: command.id, revision: 2, name: 'Back' })).toBe('buyers/erased');
    expect((await call('buyers.getBuyerNotes', { buyerId: command.id })).items).toEqual([]);
  });
});
