import { describe, expect, it } from 'vitest';
import { FIRST_LIMITS } from '../domain/approval/limit-service.ts';
import type { OperationName, OutputOf, RequestOf } from '../domain/contract/index.ts';
import type { JournalEntryView } from '../domain/contract/journal.ts';
import { newId } from '../domain/shared/ids.ts';
import { LIMITED_ACTIONS, type LimitedAction } from '../domain/shared/limits.ts';
import { Session } from './sessions.ts';
import { OWNER, setUpTestTill } from './testing/test-till.ts';

const till = setUpTestTill();
const { call, dispatch, refusal } = till;
const eur = (amount: number) => ({ amount, currency: 'EUR' });
const PIN = { clerk: '314159', manager: '161803' } as const;

const hire = async (role: 'clerk' | 'manager', name: string): Promise<Session> => {
  const person = { id: newId(), name, lastName: '', email: `${name}@shop.example`, password: 'battery staple', pin: PIN[role] };
  const session = new Session();
  session.signIn(await call('identity.registerUser', { ...person, role }));
  return session;
};
const idOf = (session: Session): string => session.actor.userId;
const milk = async (fields: Partial<RequestOf<'catalog.createCatalogItem'>> = {}): Promise<string> =>
  (await call('catalog.createCatalogItem', { id: newId(), name: 'Milk', price: eur(1000), openingStock: 100, ...fields })).id;

const approve = async <N extends OperationName>(
  clerk: Session,
  operation: N,
  input: RequestOf<N>,
  manager: Session,
): Promise<string> =>
  (await call('approvals.approve', { operation, input, approverId: idOf(manager), pin: PIN.manager }, clerk)).approvalId;
const callApproved = async <N extends OperationName>(clerk: Session, operation: N, input: RequestOf<N>, approvalId: string) => {
  const answer = await till.dispatch(clerk, operation, input, approvalId);
  return answer.ok ? (answer.value as OutputOf<N>) : answer.error.code;
};
const journal = async (): Promise<JournalEntryView[]> => (await call('journal.getJournal', { pageSize: 200 })).items;

describe('an approval', () => {
  it('lets one clerk do one thing once, and both names stand in the journal', async () => {
    const [clerk, manager, itemId] = [await hire('clerk', 'cleo'), await hire('manager', 'max'), await milk()];
    await call('basket.addItem', { itemId, quantity: 2 }, clerk);
    const input = { itemId, discount: { percentPpm: 250_000 }, reason: 'Scratched' };
    expect(await refusal('basket.setLineDiscount', input, clerk)).toBe('shared/approval-needed');
    expect((await call('basket.getBasket', {}, clerk)).totals.total).toEqual(eur(2000));

    const approvalId = await approve(clerk, 'basket.setLineDiscount', input, manager);
    expect(await callApproved(clerk, 'basket.setLineDiscount', input, approvalId)).toMatchObject({
      totals: { total: eur(1500) },
    });
    expect(await callApproved(clerk, 'basket.setLineDiscount', input, approvalId)).toBe('shared/approval-invalid');
    const people = { user: { id: idOf(clerk), name: 'cleo' }, approvedBy: { id: idOf(manager), name: 'max' } };
    expect((await journal()).slice(0, 2)).toMatchObject([
      { kind: 'discount-above-limit', data: { ppm: 250_000 }, ...people },
      { kind: 'approval', data: { action: 'discount', measure: { ppm: 250_000 } }, ...people },
    ]);
  });

  it('holds for no other input, operation or person, and not after they left the till', async () => {
    const [clerk, other, manager, itemId] = [
      await hire('clerk', 'cleo'),
      await hire('clerk', 'carl'),
      await hire('manager', 'max'),
      await milk(),
    ];
    for (const session of [clerk, other]) await call('basket.addItem', { itemId, quantity: 1 }, session);
    const input = { itemId, discount: { percentPpm: 250_000 }, reason: 'Scratched' };
    const tried = async (by: Session, operation: 'basket.setLineDiscount' | 'basket.setDiscount', wanted: unknown) =>
      callApproved(by, operation, wanted as never, await approve(clerk, 'basket.setLineDiscount', input, manager));
    expect(await tried(clerk, 'basket.setLineDiscount', { ...input, discount: { percentPpm: 250_001 } })).toBe(
      'shared/approval-invalid',
    );
    expect(await tried(clerk, 'basket.setDiscount', { discount: input.discount, reason: 'x' })).toBe('shared/approval-invalid');
    expect(await tried(other, 'basket.setLineDiscount', input)).toBe('shared/approval-invalid');
    const approvalId = await approve(clerk, 'basket.setLineDiscount', input, manager);
    await call('identity.lock', {}, clerk);
    await call('identity.switchUser', { userId: idOf2(clerk), pin: PIN.clerk }, clerk);
    expect(await callApproved(clerk, 'basket.setLineDiscount', input, approvalId)).toBe('shared/approval-invalid');
  });

  it('lasts a minute, whatever the clock is set to', async () => {
    const [clerk, manager, itemId] = [await hire('clerk', 'cleo'), await hire('manager', 'max'), await milk()];
    await call('basket.addItem', { itemId, quantity: 1 }, clerk);
    const input = { itemId, discount: { percentPpm: 250_000 }, reason: 'Scratched' };
    const [early, late] = [
      await approve(clerk, 'basket.setLineDiscount', input, manager),
      await approve(clerk, 'basket.setLineDiscount', input, manager),
    ];
    till.pass(59_000);
    expect(await callApproved(clerk, 'basket.setLineDiscount', input, early)).toMatchObject({ units: 1 });
    till.pass(2_000);
    expect(await callApproved(clerk, 'basket.setLineDiscount', input, late)).toBe('shared/approval-invalid');
  });

  it('takes the PIN of somebody who may, counts wrong ones as tries to sign in, and tells the journal', async () => {
    const [clerk, manager, itemId] = [await hire('clerk', 'cleo'), await hire('manager', 'max'), await milk()];
    await call('basket.addItem', { itemId, quantity: 1 }, clerk);
    const wanted = { operation: 'basket.setDiscount', input: { discount: { percentPpm: 500_000 }, reason: 'x' } };
    const as = (approverId: string, pin: string) => refusal('approvals.approve', { ...wanted, approverId, pin }, clerk);
    expect(await as(idOf(clerk), PIN.clerk)).toBe('shared/forbidden');
    for (let slip = 0; slip < 3; slip++) expect(await as(idOf(manager), '999999')).toBe('identity/wrong-credentials');
    expect(await as(idOf(manager), PIN.manager)).toBe('identity/too-many-attempts');
    expect((await journal())[0]).toMatchObject({ kind: 'failed-login', user: { name: 'max' } });
    expect(
      await refusal('approvals.approve', { ...wanted, operation: 'no.such', approverId: OWNER.id, pin: OWNER.pin }, clerk),
    ).toBe('shared/unknown-operation');
    expect(await refusal('approvals.approve', { ...wanted, input: 7, approverId: OWNER.id, pin: OWNER.pin }, clerk)).toBe(
      'shared/invalid-input',
    );
  });
});

const idOf2 = (session: Session): string => session.view().user?.id ?? '';

/** Does the action as far as `size` goes: parts per million or cents. */
const DOINGS: Readonly<
  Record<LimitedAction, (by: Session, size: number) => Promise<{ operation: OperationName; input: unknown }>>
> = {
  discount: async (by, size) => {
    const itemId = await milk();
    await call('basket.addItem', { itemId, quantity: 1 }, by);
    return { operation: 'basket.setLineDiscount', input: { itemId, discount: { percentPpm: size }, reason: 'x' } };
  },
  'price-change': async (by, size) => {
    const itemId = await milk({ price: eur(1_000_000) });
    await call('basket.addItem', { itemId, quantity: 1 }, by);
    return { operation: 'basket.setPrice', input: { itemId, price: eur(1_000_000 - size), reason: 'x' } };
  },
  'return-without-receipt': async (_by, size) => {
    const productId = await milk({ price: eur(size) });
    return {
      operation: 'basket.addReturn',
      input: { from: { kind: 'no-receipt', productId }, units: 1, reason: 'x', disposition: 'restock' },
    };
  },
  'refund-to-other-tender': async (by, size) => {
    const productId = await milk({ price: eur(size) });
    await call('basket.addItem', { itemId: productId, quantity: 1 }, by);
    const paid = { id: newId(), method: 'external-card', amount: eur(size), approvalCode: 'A1' } as const;
    const sale = await call('basket.checkout', { orderId: newId(), total: eur(size), payments: [paid] }, by);
    const from = { kind: 'receipt', receiptNumber: sale.receiptNumber, itemId: sale.orderItems[0]?.id ?? '' } as const;
    await call('basket.addReturn', { from, units: 1, reason: 'x', disposition: 'restock' }, by);
    const payments = [{ id: newId(), method: 'cash', tendered: eur(size) }];
    return { operation: 'basket.checkout', input: { orderId: newId(), total: eur(-size), payments } };
  },
  void: async (by, size) => {
    const itemId = await milk({ price: eur(size) });
    await call('basket.addItem', { itemId, quantity: 1 }, by);
    const payments = [{ id: newId(), method: 'cash', tendered: eur(size) } as const];
    const { id: orderId } = await call('basket.checkout', { orderId: newId(), total: eur(size), payments }, by);
    return { operation: 'ordering.cancelOrder', input: { orderId, reason: 'x' } };
  },
  'paid-out': async (_by, size) => {
    await call('shifts.openShift', { id: newId(), float: eur(1_000_000) });
    return {
      operation: 'shifts.addMovement',
      input: { id: newId(), kind: 'paid-out', amount: eur(size), reason: 'Window cleaner' },
    };
  },
  'drawer-opening': async () => {
    await addPrinter();
    return { operation: 'printing.openDrawer', input: { id: newId() } };
  },
  'negative-stock': async (by) => {
    const itemId = await milk({ openingStock: 0, stockPolicy: 'manager' });
    await call('basket.addItem', { itemId, quantity: 1 }, by);
    const payments = [{ id: newId(), method: 'cash', tendered: eur(1000) }];
    return { operation: 'basket.checkout', input: { orderId: newId(), total: eur(1000), payments } };
  },
  'tax-exemption': async () => {
    const { buyer } = await call('buyers.createBuyer', { id: newId(), name: 'Ngo' });
    const { id: buyerId, revision, groupId, accountLimit } = buyer;
    return {
      operation: 'buyers.setBuyerTerms',
      input: { buyerId, revision, groupId, accountLimit, taxExemption: { reason: 'Charity', number: '1' } },
    };
  },
  reprint: async (by) => {
    await addPrinter();
    const itemId = await milk();
    await call('basket.addItem', { itemId, quantity: 1 }, by);
    const payments = [{ id: newId(), method: 'cash', tendered: eur(1000) } as const];
    const { id: orderId } = await call('basket.checkout', { orderId: newId(), total: eur(1000), payments }, by);
    return { operation: 'printing.printReceipt', input: { id: newId(), orderId, variant: 'receipt' } };
  },
};
const addPrinter = () =>
  call('printing.savePrinter', {
    ...{ id: newId(), name: 'P', kind: 'tcp', address: '127.0.0.1:9', paperWidth: 80, codePage: 'auto' },
    ...{ autoPrint: true, opensDrawer: true },
  });

const LIMIT = 200_000;
const SWITCHES: readonly LimitedAction[] = ['drawer-opening', 'negative-stock', 'tax-exemption', 'reprint'];
const isSwitch = (action: LimitedAction): boolean => SWITCHES.includes(action);

const CASES = LIMITED_ACTIONS.flatMap((action) =>
  (['clerk', 'manager', 'owner'] as const).flatMap((role) =>
    (isSwitch(action) ? (['never', 'alone'] as const) : (['never', 'at', 'above', 'alone'] as const)).map((how) => ({
      action,
      role,
      how,
      passes: role === 'owner' || how === 'alone' || how === 'at',
    })),
  ),
);

describe('a limit', () => {
  it.each(CASES)('of $role for $action, $how: passes $passes', async ({ action, role, how, passes }) => {
    const owner = new Session();
    owner.signIn(await call('identity.getUserById', { userId: OWNER.id }));
    const by = role === 'owner' ? owner : await hire(role, 'them');
    const prepared = await DOINGS[action](by, how === 'above' ? LIMIT + 1 : LIMIT);
    const bound = how === 'never' ? 0 : how === 'alone' ? null : LIMIT;
    const rules = { clerk: { ...FIRST_LIMITS.clerk, [action]: bound }, manager: { ...FIRST_LIMITS.manager, [action]: bound } };
    await call('approvals.setLimits', rules);
    const answer = await dispatch(by, prepared.operation, prepared.input);
    if (passes) expect(answer).toMatchObject({ ok: true });
    else expect(answer).toMatchObject({ ok: false, error: { code: 'shared/approval-needed', details: { action } } });
  });

  it('is not passed by two small discounts, nor by fewer units under the same amount off', async () => {
    const [clerk, itemId] = [await hire('clerk', 'cleo'), await milk()];
    await call('basket.addItem', { itemId, quantity: 10 }, clerk);
    await call('basket.setLineDiscount', { itemId, discount: { amount: eur(900) }, reason: 'x' }, clerk);
    expect(await refusal('basket.setDiscount', { discount: { percentPpm: 90_000 }, reason: 'x' }, clerk)).toBe(
      'shared/approval-needed',
    );
    expect(await refusal('basket.updateQuantity', { itemId, quantity: 1 }, clerk)).toBe('shared/approval-needed');
    expect((await call('basket.getBasket', {}, clerk)).units).toBe(10);
    expect(await call('basket.updateQuantity', { itemId, quantity: 20 }, clerk)).toMatchObject({ units: 20 });
  });

  it('is the owner’s to set, and the change stands in the journal', async () => {
    const manager = await hire('manager', 'max');
    expect(await refusal('approvals.setLimits', FIRST_LIMITS, manager)).toBe('shared/forbidden');
    await call('approvals.setLimits', { ...FIRST_LIMITS, clerk: { ...FIRST_LIMITS.clerk, discount: 50_000 } });
    expect((await journal())[0]).toMatchObject({
      kind: 'setting-change',
      data: { setting: 'limits', changes: [{ name: 'clerk discount', from: 100_000, to: 50_000 }] },
    });
    await till.restart();
    expect((await call('approvals.getLimits', {})).clerk.discount).toBe(50_000);
  });
});
