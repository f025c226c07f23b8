import { describe, expect, it, test } from 'vitest';
import { money } from '../shared/money.ts';
import { Order, type OrderStatus } from './order.ts';

const STATUSES = ['Submitted', 'AwaitingValidation', 'StockConfirmed', 'Paid', 'Shipped', 'Cancelled'] as const;
const zero = money(0, 'EUR');
const at = (status: OrderStatus): Order =>
  new Order({
    id: 'o',
    number: 1,
    registerCode: 'R1',
    status,
    orderDate: 0,
    day: '2026-01-01',
    userId: 'u',
    userName: 'U',
    orderItems: [],
    totals: { subtotal: zero, discount: zero, relief: zero, net: zero, tax: zero, taxes: [], taxIncluded: true, total: zero },
    buyerId: null,
    taxExempt: false,
    discountReason: '',
    cancellation: null,
    shiftNumber: null,
    voidShiftNumber: null,
  });

const MOVES: Readonly<Partial<Record<OrderStatus, (order: Order) => void>>> = {
  AwaitingValidation: (order) => order.setAwaitingValidationStatus(),
  StockConfirmed: (order) => order.setStockConfirmedStatus(),
  Paid: (order) => order.setPaidStatus(1, 1),
  Shipped: (order) => order.setShippedStatus(),
  Cancelled: (order) => order.cancel('why', 'who', 1, 1),
};
const LEGAL = new Set([
  'Submitted>AwaitingValidation',
  'AwaitingValidation>StockConfirmed',
  'StockConfirmed>Paid',
  'Paid>Shipped',
  'Submitted>Cancelled',
  'AwaitingValidation>Cancelled',
  'StockConfirmed>Cancelled',
  'Paid>Cancelled',
]);

describe('an order moves', () => {
  const pairs = STATUSES.flatMap((from) => Object.entries(MOVES).map(([to, move]) => [from, to, move] as const));
  test.each(pairs)('%s > %s as the table says', (from, to, move) => {
    const order = at(from);
    if (LEGAL.has(`${from}>${to}`)) {
      move(order);
      expect(order.state.status).toBe(to);
    } else {
      const code = from === 'Cancelled' && to === 'Cancelled' ? 'ordering/already-cancelled' : 'ordering/illegal-transition';
      expect(() => move(order)).toThrow(expect.objectContaining({ code }));
      expect(order.state.status).toBe(from);
      if (code === 'ordering/illegal-transition') expect(() => move(order)).toThrow(`${from} orders do not become ${to}`);
    }
  });

  it('and publishes its cancellation once', () => {
    const order = at('Paid');
    order.cancel('wrong', 'Ada', 5, 1);
    expect(order.releaseDomainEvents()).toMatchObject([{ type: 'ordering/order-cancelled', occurredOn: 5 }]);
    expect(order.releaseDomainEvents()).toEqual([]);
  });
});
