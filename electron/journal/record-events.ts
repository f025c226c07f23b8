import type { ApprovalUsed, LimitsChanged } from '../../domain/approval/limit-service.ts';
import type { UserView } from '../../domain/contract/identity.ts';
import type { NewJournalEntry } from '../../domain/contract/journal.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { PaymentView } from '../../domain/contract/payment.ts';
import type {
  SecretsSet,
  ShopSetUp,
  SignedIn,
  SignedOut,
  SignInFailed,
  UserChanged,
  UserRegistered,
} from '../../domain/identity/identity-events.ts';
import type { OrderCancelled } from '../../domain/ordering/order.ts';
import type { PaymentGivenBack, PaymentResolved } from '../../domain/payment/payment.ts';
import type { TendersChanged } from '../../domain/payment/payment-service.ts';
import type { PricingChanged } from '../../domain/pricing/pricing-service.ts';
import type { DrawerOpened, LayoutChanged, PrinterChanged, Reprinted } from '../../domain/printing/printing-service.ts';
import type { By } from '../../domain/shared/actor.ts';
import type { EventBus } from '../../domain/shared/event-bus.ts';
import type { IntegrationEvent } from '../../domain/shared/integration-event.ts';
import type { Journal, Person } from '../../domain/shared/journal.ts';
import { sum } from '../../domain/shared/money.ts';
import type { CashMoved, CashRulesChanged, ShiftOpened } from '../../domain/shift/shift-service.ts';
import { displayName } from '../sessions.ts';

type OrderPaid = IntegrationEvent<'app.tillwright.ordering.order-paid.v1', OrderView>;

/**
 * Writes what the modules tell into the journal, inside the transaction it happened in.
 * @param orderOf the order as it stands in that transaction
 */
export const recordEvents = (
  bus: EventBus,
  journal: Journal<NewJournalEntry>,
  orderOf: (orderId: string) => OrderView | undefined,
): void => {
  const ofPayment = ({ id: paymentId, orderId, method, amount }: PaymentView) => {
    const receiptNumber = orderOf(orderId)?.receiptNumber ?? '';
    return { orderId, receiptNumber, paymentId, method, amount };
  };
  bus.subscribe<OrderPaid>('app.tillwright.ordering.order-paid.v1', ({ data: order }) => {
    const { id: orderId, receiptNumber, total } = order;
    const payments = byMethod(order.payments);
    journal.add({
      kind: 'sale',
      user: who(order),
      data: { orderId, receiptNumber, total, payments },
    });
    const back = order.orderItems.filter(({ returned }) => returned);
    if (back.length > 0) {
      const lines = back.map(({ productId, units, returned }) => ({
        productId,
        units: -units,
        sale: returned?.sale?.receiptNumber ?? null,
        disposition: returned?.disposition ?? 'restock',
      }));
      const worth = sum(
        back.map((line) => line.total),
        total.currency,
      );
      const data = { orderId, receiptNumber, total: worth, lines };
      journal.add({ kind: 'return', user: who(order), data });
    }
    for (const { productId, units, unitPrice, priceReason } of order.orderItems) {
      if (priceReason === null) continue;
      const data = { orderId, receiptNumber, productId, units, price: unitPrice };
      journal.add({ kind: 'price-override', user: who(order), data });
    }
  });
  bus.subscribe<OrderCancelled>('ordering/order-cancelled', ({ orderId, cancelledBy }) => {
    const order = orderOf(orderId);
    if (!order) throw new Error('a cancelled order is not there');
    const own = new Set(order.payments.map(({ id }) => id));
    const refunds = byMethod(order.payments.filter(({ refundOf }) => refundOf !== null && own.has(refundOf)));
    const { receiptNumber, total } = order;
    journal.add({ kind: 'void', user: cancelledBy, data: { orderId, receiptNumber, total, refunds } });
  });
  bus.subscribe<SignedIn>('identity/signed-in', ({ user, method }) => {
    journal.add({ kind: 'login', user: personOf(user), data: { method } });
  });
  bus.subscribe<SignInFailed>('identity/sign-in-failed', ({ user, method }) => {
    journal.add({ kind: 'failed-login', user: user && personOf(user), data: { method } });
  });
  bus.subscribe<SignedOut>('identity/signed-out', ({ user }) => {
    journal.add({ kind: 'logout', user: personOf(user), data: {} });
  });
  bus.subscribe<ShopSetUp>('identity/shop-set-up', ({ shop, owner }) => {
    const { currency, taxRatePpm, pricesIncludeTax } = shop;
    const changes = Object.entries({ currency, taxRatePpm, pricesIncludeTax }).map(([name, to]) => ({ name, from: null, to }));
    journal.add({ kind: 'setting-change', user: personOf(owner), data: { setting: 'shop', subjectId: null, changes } });
  });
  bus.subscribe<Reprinted>('printing/reprinted', ({ orderId, receiptNumber, by }) => {
    journal.add({ kind: 'reprint', user: who(by), data: { orderId, receiptNumber } });
  });
  bus.subscribe<DrawerOpened>('printing/drawer-opened', ({ orderId, by }) => {
    journal.add({ kind: 'drawer-opening', user: who(by), data: { orderId } });
  });
  bus.subscribe<PrinterChanged>('printing/printer-changed', ({ before, after, by }) => {
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    const data = { setting: 'printers', subjectId: (after ?? before)?.id ?? null, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<LayoutChanged>('printing/layout-changed', ({ before, after, by }) => {
    const { logo: oldLogo, ...old } = before;
    const { logo, ...others } = after;
    const changes = [...changesBetween(old, others), ...(oldLogo === logo ? [] : [wasChanged('logo')])];
    if (changes.length === 0) return;
    const data = { setting: 'receipt', subjectId: null, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<PaymentGivenBack>('payment/given-back', ({ payment, by }) => {
    journal.add({ kind: 'payment-given-back', user: who(by), data: ofPayment(payment) });
  });
  bus.subscribe<PaymentResolved>('payment/resolved', ({ payment, outcome, by }) => {
    const data = { ...ofPayment(payment), outcome };
    journal.add({ kind: 'payment-resolved', user: who(by), data });
  });
  bus.subscribe<TendersChanged>('payment/tenders-changed', ({ before, after, by }) => {
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    const data = { setting: 'tenders', subjectId: null, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<ApprovalUsed>('approval/used', ({ action, measure, by, approvedBy }) => {
    const people = {
      user: who(by),
      approvedBy: who(approvedBy),
    };
    journal.add({ kind: 'approval', ...people, data: { action, measure } });
    if (action === 'discount' && measure && 'ppm' in measure)
      journal.add({ kind: 'discount-above-limit', ...people, data: measure });
  });
  bus.subscribe<LimitsChanged>('approval/limits-changed', ({ before, after, by }) => {
    const changes = (['clerk', 'manager'] as const).flatMap((role) =>
      changesBetween(before[role], after[role]).map((change) => ({ ...change, name: `${role} ${change.name}` })),
    );
    if (changes.length === 0) return;
    const data = { setting: 'limits', subjectId: null, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<ShiftOpened>('shift/opened', ({ shift: { number, openedBy } }) => {
    journal.add({ kind: 'shift-opened', user: openedBy, data: { number, bySale: openedBy === null } });
  });
  bus.subscribe<CashMoved>('shift/cash-moved', ({ movement }) => {
    const { id: movementId, shiftNumber: shift, kind, amount, user } = movement;
    journal.add({ kind: 'cash-movement', user, data: { movementId, shift, movement: kind, amount } });
  });
  bus.subscribe<CashRulesChanged>('shift/rules-changed', ({ before, after, by }) => {
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    const data = { setting: 'cash', subjectId: null, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<PricingChanged>('pricing/changed', ({ setting, subjectId, before, after, by }) => {
    const changes = changesBetween(before, after);
    if (changes.length === 0) return;
    journal.add({
      kind: 'setting-change',
      user: who(by),
      data: { setting, subjectId, changes },
    });
  });
  bus.subscribe<UserRegistered>('identity/user-registered', ({ user, by }) => {
    const changes = [{ name: 'role', from: null, to: user.role }];
    journal.add({
      kind: 'setting-change',
      user: who(by),
      data: { setting: 'staff', subjectId: user.id, changes },
    });
  });
  bus.subscribe<UserChanged>('identity/user-changed', ({ before, after, by }) => {
    const changes = staffChanges(before, after);
    if (changes.length === 0) return;
    const data = { setting: 'staff', subjectId: after.id, changes } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
  bus.subscribe<SecretsSet>('identity/secrets-set', ({ user, kinds, by }) => {
    const data = { setting: 'staff', subjectId: user.id, changes: kinds.map(wasChanged) } as const;
    journal.add({ kind: 'setting-change', user: who(by), data });
  });
};

/** What differs between two states of a setting; lists and rules as JSON, cut where they are very long. */
const changesBetween = (before: object | null, after: object | null) => {
  const [from, to] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  const plainOf = (value: unknown): string | number | boolean | null =>
    value === undefined || value === null
      ? null
      : typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
        ? value
        : JSON.stringify(value).slice(0, MOST_TEXT);
  return [...new Set([...from.keys(), ...to.keys()])]
    .filter((name) => name !== 'id' && JSON.stringify(from.get(name)) !== JSON.stringify(to.get(name)))
    .map((name) => ({ name, from: plainOf(from.get(name)), to: plainOf(to.get(name)) }));
};

/** That something is another now, without saying what: it is nobody's to read, or has no place in a journal. */
const wasChanged = (name: string) => ({ name, from: null, to: 'changed' });

const staffChanges = (before: UserView, after: UserView) => {
  const toldOf = ({ name, lastName, role, retiredAt }: UserView) => ({ name, lastName, role, retired: retiredAt !== null });
  return [...changesBetween(toldOf(before), toldOf(after)), ...(before.email === after.email ? [] : [wasChanged('email')])];
};

const MOST_TEXT = 2000;

const who = ({ userId, userName }: By): Person => ({ id: userId, name: userName });

const personOf = (user: UserView): Person => ({ id: user.id, name: displayName(user) });

/** The confirmed amounts, one sum for each method; nothing of the cards themselves. */
const byMethod = (payments: readonly PaymentView[]) => {
  const confirmed = payments.filter(({ status }) => status === 'Confirmed');
  return [...Map.groupBy(confirmed, ({ method }) => method)].map(([method, of]) => {
    const amounts = of.map(({ amount }) => amount);
    return { method, amount: sum(amounts, amounts[0]?.currency ?? '') };
  });
};
