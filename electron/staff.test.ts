import { describe, expect, it } from 'vitest';
import type { OutputOf, RequestOf } from '../domain/contract/index.ts';
import type { JournalEntryView } from '../domain/contract/journal.ts';
import type { Role } from '../domain/contract/operation.ts';
import { newId } from '../domain/shared/ids.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const till = setUpTestTill();
const { call, dispatch, refusal, file } = till;
const PIN = '314159';
const PASSWORD = 'battery staple';
const eur = (amount: number) => ({ amount, currency: 'EUR' });

const hire = async (name: string, role: Role = 'clerk'): Promise<{ id: string; email: string; session: Session }> => {
  const person = { id: newId(), name, lastName: '', email: `${name}@shop.example`, password: PASSWORD, pin: PIN };
  const session = new Session();
  session.signIn(await call('identity.registerUser', { ...person, role }));
  return { id: person.id, email: person.email, session };
};
const userOf = (userId: string): Promise<OutputOf<'identity.getUserById'>> => call('identity.getUserById', { userId });
const signIn = async (userId: string, pin: string): Promise<string> => {
  const answer = await dispatch(new Session(), 'identity.switchUser', { userId, pin });
  return answer.ok ? 'in' : answer.error.code;
};
const signInByPassword = async (email: string, password: string): Promise<string> => {
  const answer = await dispatch(new Session(), 'identity.loginUser', { email, password });
  return answer.ok ? 'in' : answer.error.code;
};
const settings = async (): Promise<JournalEntryView[]> =>
  (await call('journal.getJournal', { kind: 'setting-change', pageSize: 200 })).items;
const setSecrets = (input: Omit<RequestOf<'identity.setSecrets'>, 'id'>) => ({ id: newId(), ...input });

describe('changing a person', () => {
  it('keeps what is left out, and the journal says what is new, without the e-mail', async () => {
    const { id, session } = await hire('cleo');
    const before = await userOf(id);
    const changes = { name: 'Cleopatra', lastName: 'Clark', email: 'Clark@Shop.Example', role: 'manager' } as const;
    expect(await call('identity.updateUser', { userId: id, lastName: 'Clark' })).toEqual({ ...before, lastName: 'Clark' });
    const after = { ...before, ...changes, email: 'clark@shop.example', userName: 'clark@shop.example' };
    expect(await call('identity.updateUser', { userId: id, ...changes })).toEqual(after);
    expect(await call('identity.updateUser', { userId: id, ...changes })).toEqual(after);
    expect(await userOf(id)).toEqual(after);
    expect((await call('identity.getSession', {}, session)).user).toEqual(after);
    expect(await signInByPassword('cleo@shop.example', PASSWORD)).toBe('identity/wrong-credentials');
    expect(await signInByPassword('clark@shop.example', PASSWORD)).toBe('in');
    const told = (await settings()).slice(0, 3);
    expect(told.map(({ user, data }) => ({ user: user?.id, data }))).toEqual([
      {
        user: OWNER.id,
        data: {
          setting: 'staff',
          subjectId: id,
          changes: [
            { name: 'name', from: 'cleo', to: 'Cleopatra' },
            { name: 'role', from: 'clerk', to: 'manager' },
            { name: 'email', from: null, to: 'changed' },
          ],
        },
      },
      { user: OWNER.id, data: { setting: 'staff', subjectId: id, changes: [{ name: 'lastName', from: '', to: 'Clark' }] } },
      { user: OWNER.id, data: { setting: 'staff', subjectId: id, changes: [{ name: 'role', from: null, to: 'clerk' }] } },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/clark@/i);
  });

  it('takes a role that may: manager for clerks, owner for anyone, and no clerk is made a manager by a manager', async () => {
    const [clerk, manager, other] = [await hire('cleo'), await hire('max', 'manager'), await hire('mia', 'manager')];
    const change = (by: Session, userId: string, fields: object) =>
      dispatch(by, 'identity.updateUser', { userId, ...fields }).then((answer) => answer.ok || answer.error.code);
    expect(await change(clerk.session, clerk.id, { name: 'x' })).toBe('shared/forbidden');
    expect(await change(manager.session, clerk.id, { name: 'Cleopatra' })).toBe(true);
    for (const role of ['manager', 'owner']) expect(await change(manager.session, clerk.id, { role })).toBe('shared/forbidden');
    for (const id of [manager.id, other.id, OWNER.id]) {
      expect(await change(manager.session, id, { name: 'x' })).toBe('shared/forbidden');
      expect(await change(manager.session, id, { role: 'clerk' })).toBe('shared/forbidden');
    }
    expect(await refusal('identity.updateUser', { userId: newId(), name: 'x' })).toBe('identity/user-not-found');
    expect(await refusal('identity.updateUser', { userId: clerk.id, email: OWNER.email })).toBe('identity/email-taken');
    expect((await userOf(clerk.id)).role).toBe('clerk');
  });

  it('leaves an owner, and a lesser role holds from the next call on, in sessions that are open', async () => {
    expect(await refusal('identity.updateUser', { userId: OWNER.id, role: 'manager' })).toBe('identity/last-owner');
    const { id, session } = await hire('olga', 'owner');
    await call('identity.updateUser', { userId: OWNER.id, role: 'clerk' }, session);
    expect(await refusal('identity.updateUser', { userId: id, role: 'clerk' })).toBe('shared/forbidden');
    expect(await refusal('identity.updateUser', { userId: id, role: 'clerk' }, session)).toBe('identity/last-owner');
    expect((await call('identity.getSession', {})).user?.role).toBe('clerk');
  });

  it('does not count an owner who left', async () => {
    const { id } = await hire('olga', 'owner');
    await call('identity.retireUser', { userId: id });
    expect(await refusal('identity.updateUser', { userId: OWNER.id, role: 'clerk' })).toBe('identity/last-owner');
    await call('identity.updateUser', { userId: id, role: 'clerk' });
  });

  it('takes back what a manager approved and nobody used', async () => {
    const [clerk, manager] = [await hire('cleo'), await hire('max', 'manager')];
    const { id: itemId } = await call('catalog.createCatalogItem', { id: newId(), name: 'Milk', price: eur(1000) });
    await call('basket.addItem', { itemId, quantity: 1 }, clerk.session);
    const input = { itemId, discount: { percentPpm: 250_000 }, reason: 'x' };
    const wanted = { operation: 'basket.setLineDiscount', input, approverId: manager.id, pin: PIN };
    const { approvalId } = await call('approvals.approve', wanted, clerk.session);
    await call('identity.updateUser', { userId: manager.id, role: 'clerk' });
    expect(await dispatch(clerk.session, 'basket.setLineDiscount', input, approvalId)).toMatchObject({
      error: { code: 'shared/approval-invalid' },
    });
  });
});

describe('a new PIN or password', () => {
  it('is given by a manager to clerks and by an owner to anyone; what was before is over and attempts count anew', async () => {
    const [clerk, manager] = [await hire('cleo'), await hire('max', 'manager')];
    for (let attempt = 0; attempt < 4; attempt++) await signIn(clerk.id, '999999');
    for (let attempt = 0; attempt < 4; attempt++) await signInByPassword(clerk.email, 'not this one');
    expect(await signIn(clerk.id, PIN)).toBe('identity/too-many-attempts');
    await call('identity.setSecrets', setSecrets({ userId: clerk.id, pin: '271828' }), manager.session);
    expect(await signIn(clerk.id, PIN)).toBe('identity/wrong-credentials');
    expect(await signIn(clerk.id, '271828')).toBe('in');
    expect(await signInByPassword(clerk.email, PASSWORD)).toBe('in');
    await call('identity.setSecrets', setSecrets({ userId: manager.id, password: 'a brand new one' }));
    expect(await signInByPassword(manager.email, PASSWORD)).toBe('identity/wrong-credentials');
    expect(await signInByPassword(manager.email, 'a brand new one')).toBe('in');
    expect(await signIn(manager.id, PIN)).toBe('in');
    // What is open stays open.
    expect((await call('identity.getSession', {}, clerk.session)).user?.id).toBe(clerk.id);
    for (const userId of [OWNER.id, (await hire('mia', 'manager')).id]) {
      expect(await refusal('identity.setSecrets', setSecrets({ userId, pin: '271828' }), manager.session)).toBe(
        'shared/forbidden',
      );
    }
    expect(await refusal('identity.setSecrets', setSecrets({ userId: manager.id, pin: '271828' }), clerk.session)).toBe(
      'shared/forbidden',
    );
  });

  it('follows the rules of the first one, and is one of the two at least', async () => {
    const { id: userId } = await hire('cleopatra');
    expect(await refusal('identity.setSecrets', setSecrets({ userId, pin: '1234' }))).toBe('identity/weak-pin');
    for (const password of ['short', 'cleopatra-secret']) {
      expect(await refusal('identity.setSecrets', setSecrets({ userId, password }))).toBe('identity/weak-password');
    }
    expect(await refusal('identity.setSecrets', setSecrets({ userId }))).toBe('shared/invalid-input');
    expect(await signIn(userId, PIN)).toBe('in');
  });

  it('of one’s own takes the present one, also from an owner, and a wrong one counts as a failed sign-in', async () => {
    const { id, session } = await hire('cleo');
    const own = { userId: id, pin: '271828' };
    expect(await refusal('identity.setSecrets', setSecrets(own), session)).toBe('identity/wrong-credentials');
    expect(await refusal('identity.setSecrets', setSecrets({ userId: OWNER.id, pin: '141421' }))).toBe(
      'identity/wrong-credentials',
    );
    for (const present of [{ pin: '999999' }, { password: 'not this one' }]) {
      expect(await refusal('identity.setSecrets', setSecrets({ ...own, present }), session)).toBe('identity/wrong-credentials');
    }
    const { items } = await call('journal.getJournal', { kind: 'failed-login' });
    expect(items.map(({ user, data }) => ({ user: user?.id, data }))).toEqual([
      { user: id, data: { method: 'password' } },
      { user: id, data: { method: 'pin' } },
    ]);
    await call('identity.setSecrets', setSecrets({ ...own, present: { password: PASSWORD } }), session);
    expect(await signIn(id, '271828')).toBe('in');
    await call(
      'identity.setSecrets',
      setSecrets({ userId: id, password: 'a brand new one', present: { pin: '271828' } }),
      session,
    );
    expect(await signInByPassword('cleo@shop.example', 'a brand new one')).toBe('in');
    for (let attempt = 0; attempt < 3; attempt++) {
      await dispatch(session, 'identity.setSecrets', setSecrets({ ...own, present: { pin: '999999' } }));
    }
    expect(await refusal('identity.setSecrets', setSecrets({ ...own, present: { pin: '271828' } }), session)).toBe(
      'identity/too-many-attempts',
    );
  });

  it('stands in the journal once, and nowhere in the file', async () => {
    const { id } = await hire('cleo');
    const command = setSecrets({ userId: id, pin: '27182845', password: 'hunter2hunter2' });
    const before = (await settings()).length;
    await call('identity.setSecrets', command);
    await call('identity.setSecrets', command);
    const [entry, ...rest] = await settings();
    expect(rest).toHaveLength(before);
    expect(entry).toMatchObject({ user: { id: OWNER.id } });
    expect(entry?.data).toEqual({
      setting: 'staff',
      subjectId: id,
      changes: [
        { name: 'pin', from: null, to: 'changed' },
        { name: 'password', from: null, to: 'changed' },
      ],
    });
    const { id: other } = await hire('carl');
    expect(await refusal('identity.setSecrets', { ...command, userId: other })).toBe('shared/command-id-reused');
    const tables = ['journal', 'command', 'outbox', 'credential', 'application_user'];
    const rows = file((sqlite) => tables.map((table) => JSON.stringify(sqlite.prepare(`SELECT * FROM ${table}`).all())).join());
    expect(rows).not.toMatch(/27182845|hunter2/);
  });
});

describe('who left', () => {
  it('signs in nowhere, approves nothing and stands on no list to choose from; what they did stays theirs', async () => {
    const [clerk, manager] = [await hire('cleo'), await hire('max', 'manager')];
    const { id: itemId } = await call('catalog.createCatalogItem', { id: newId(), name: 'Milk', price: eur(1000) });
    await call('basket.addItem', { itemId, quantity: 1 }, manager.session);
    const sale = {
      orderId: newId(),
      total: eur(1000),
      payments: [{ id: newId(), method: 'cash' as const, tendered: eur(1000) }],
    };
    await call('basket.checkout', sale, manager.session);
    const { retiredAt, ...same } = await call('identity.retireUser', { userId: manager.id });
    expect(retiredAt).toBeGreaterThan(0);
    expect(await call('identity.retireUser', { userId: manager.id })).toEqual({ ...same, retiredAt });

    expect(await signIn(manager.id, PIN)).toBe('identity/wrong-credentials');
    expect(await signInByPassword(manager.email, PASSWORD)).toBe('identity/wrong-credentials');
    const wanted = { operation: 'basket.deleteBasket', input: {}, approverId: manager.id, pin: PIN };
    expect(await refusal('approvals.approve', wanted, clerk.session)).toBe('identity/wrong-credentials');
    const { users } = await call('identity.getSetup', {});
    expect(users.map(({ id }) => id)).toEqual([OWNER.id, clerk.id]);
    expect((await call('identity.getUsers', {})).find(({ id }) => id === manager.id)).toEqual({ ...same, retiredAt });
    expect(await call('ordering.getOrderById', { orderId: sale.orderId })).toMatchObject({ userId: manager.id, userName: 'max' });
    expect(await call('journal.getJournal', { kind: 'sale', userId: manager.id })).toMatchObject({
      items: [{ user: { name: 'max' } }],
    });
    expect(await refusal('identity.updateUser', { userId: clerk.id, email: manager.email })).toBe('identity/email-taken');
    await till.restart();
    expect(await signIn(manager.id, PIN)).not.toBe('in');
  });

  it('is out of every session at once, also a locked one', async () => {
    const { id, session } = await hire('cleo');
    const [locked, stranger] = [new Session(), new Session()];
    await call('identity.switchUser', { userId: id, pin: PIN }, locked);
    await call('identity.lock', {}, locked);
    await call('identity.retireUser', { userId: id });
    expect(await refusal('basket.getBasket', {}, session)).toBe('shared/not-signed-in');
    for (const each of [session, locked]) {
      expect(await call('identity.getSession', {}, each)).toEqual({ user: null, locked: false });
    }
    await call('identity.reinstateUser', { userId: id });
    expect((await call('identity.getSession', {}, session)).user).toBeNull();
    await call('identity.switchUser', { userId: id, pin: PIN }, stranger);
    expect(await call('identity.getSession', {}, stranger)).toMatchObject({ user: { id, retiredAt: null } });
  });

  it('does not get in with a PIN that was being looked at, or with one that is given meanwhile', async () => {
    const { id } = await hire('cleo');
    const late = new Session();
    const signingIn = dispatch(late, 'identity.switchUser', { userId: id, pin: PIN });
    await call('identity.retireUser', { userId: id });
    expect(await signingIn).toMatchObject({ ok: false });
    await call('identity.setSecrets', setSecrets({ userId: id, pin: '271828' }));
    expect(await signIn(id, '271828')).toBe('identity/wrong-credentials');
  });

  it('leaves the open basket to whoever takes it up', async () => {
    const { id, session } = await hire('cleo');
    const [milk, bread] = await Promise.all(
      ['Milk', 'Bread'].map((name) => call('catalog.createCatalogItem', { id: newId(), name, price: eur(100) })),
    );
    await call('basket.addItem', { itemId: bread?.id ?? '', quantity: 1 }, session);
    await call('basket.parkBasket', { name: 'Blue coat' }, session);
    await call('basket.addItem', { itemId: milk?.id ?? '', quantity: 2 }, session);
    await call('identity.retireUser', { userId: id });
    const parked = await call('basket.getParkedBaskets', {});
    expect(parked.map(({ name, parkedBy }) => ({ name, parkedBy }))).toEqual([
      { name: 'Blue coat', parkedBy: 'cleo' },
      { name: 'Milk', parkedBy: 'cleo' },
    ]);
    expect(await call('basket.takeUpBasket', { basketId: parked[1]?.id ?? '' })).toMatchObject({ units: 2 });
  });

  it('is sent by a manager among clerks, by an owner anywhere, and never by themselves', async () => {
    const [clerk, manager, other] = [await hire('cleo'), await hire('max', 'manager'), await hire('mia', 'manager')];
    expect(await refusal('identity.retireUser', { userId: clerk.id }, clerk.session)).toBe('shared/forbidden');
    for (const userId of [other.id, OWNER.id]) {
      expect(await refusal('identity.retireUser', { userId }, manager.session)).toBe('shared/forbidden');
    }
    expect(await refusal('identity.retireUser', { userId: manager.id }, manager.session)).toBe('identity/own-account');
    expect(await refusal('identity.retireUser', { userId: OWNER.id })).toBe('identity/last-owner');
    const { id: second, session } = await hire('olga', 'owner');
    expect(await refusal('identity.retireUser', { userId: OWNER.id })).toBe('identity/own-account');
    await call('identity.retireUser', { userId: clerk.id }, manager.session);
    await call('identity.retireUser', { userId: other.id });
    expect(await refusal('identity.reinstateUser', { userId: other.id }, manager.session)).toBe('shared/forbidden');
    await call('identity.reinstateUser', { userId: clerk.id }, manager.session);
    expect(await signIn(clerk.id, PIN)).toBe('in');
    await call('identity.retireUser', { userId: OWNER.id }, session);
    expect(await refusal('identity.retireUser', { userId: second }, session)).toBe('identity/last-owner');
    expect(await refusal('identity.retireUser', { userId: newId() }, session)).toBe('identity/user-not-found');
  });

  it('stands in the journal with who it was', async () => {
    const { id } = await hire('cleo');
    const change = async (operation: 'identity.retireUser' | 'identity.reinstateUser') => {
      await call(operation, { userId: id });
      await call(operation, { userId: id });
    };
    await change('identity.retireUser');
    await change('identity.reinstateUser');
    const data = (from: boolean) => ({ setting: 'staff', subjectId: id, changes: [{ name: 'retired', from, to: !from }] });
    expect((await settings()).slice(0, 3).map((entry) => ({ user: entry.user?.id, data: entry.data }))).toEqual([
      { user: OWNER.id, data: data(true) },
      { user: OWNER.id, data: data(false) },
      expect.objectContaining({ user: OWNER.id }),
    ]);
    expect(await call('journal.verifyJournal', {})).toMatchObject({ fault: null });
  });
});
