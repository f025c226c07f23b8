import type { OrderView } from '../contract/ordering.ts';
import type { DoubleReturnView, Refundable, ReturnableView, SoldLine } from '../contract/returns.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import { DomainError } from '../shared/errors.ts';
import { money, negate } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { linesBack } from './lines-back.ts';
import type { ProductNames, ReceiptKeys, ReturnRepository, SaleLookup, Worth } from './ports.ts';
import { LINES_PER_CODE, openReceiptCode, type ReceiptCode, readFacts, writeReceiptCode } from './receipt-code.ts';

/** How a clerk names a sale. */
export type SaleName = { readonly receiptNumber: string } | { readonly code: string };

interface Sale extends Pick<ReturnableView, 'orderId' | 'receiptNumber' | 'day' | 'elsewhere' | 'page' | 'pages'> {
  readonly lines: readonly (SoldLine & { readonly sale: NonNullable<SoldLine['sale']> })[];
  readonly payments: readonly Refundable[];
}

interface Parts {
  readonly sales: SaleLookup;
  readonly products: ProductNames;
  readonly keys: ReceiptKeys;
  readonly repository: ReturnRepository;
  readonly worth: Worth;
  readonly registerCode: () => string;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

/** Finds what was sold, here or at another till, and knows what of it came back. */
export class ReturnService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * @throws DomainError `returns/receipt-not-found`, `returns/sold-elsewhere` for another till's number without its code, `returns/not-paid`,
   * `returns/code-invalid`, `returns/unknown-till`
   */
  getReturnable(name: SaleName): ReturnableView {
    const { lines, payments, ...sale } = this.#sale(name);
    const back = this.unitsBack(lines.map((line) => line.sale.itemId));
    return {
      ...sale,
      payments: [...payments],
      lines: lines.map(({ sale: { itemId }, ...line }) => {
        const returned = back.get(itemId) ?? 0;
        const left = Math.max(0, line.units - returned);
        const worth =
          left === 0
            ? money(0, line.subtotal.currency)
            : negate(this.#parts.worth({ ...line, sale: null }, returned, left).total);
        return { ...line, itemId, returned, left, worth };
      }),
    };
  }

  /**
   * One sold line, and how its sale was paid where that sale is another till's.
   * @throws DomainError as {@link getReturnable}, and `returns/line-not-found`
   */
  find(name: SaleName, itemId: string): { readonly line: SoldLine; readonly paid: readonly Refundable[] } {
    const { lines, payments, elsewhere } = this.#sale(name);
    const line = lines.find(({ sale }) => sale.itemId === itemId);
    if (!line) throw new DomainError('returns/line-not-found', 'that line is not on this receipt');
    return { line, paid: elsewhere ? payments : [] };
  }

  /** Units of sold lines that came back before, here and, as far as this till has heard, elsewhere. */
  unitsBack(itemIds: readonly string[]): ReadonlyMap<string, number> {
    return this.#parts.repository.unitsBack(itemIds);
  }

  /** What the payments of sales of this till can still take back. */
  refundable(orderIds: readonly string[]): readonly Refundable[] {
    return orderIds.flatMap((orderId) => this.#parts.sales.refundable(orderId));
  }

  /**
   * The codes of a receipt, each with a part of its lines; none where no goods were sold.
   * @returns text for QR codes, in capitals and digits
   */
  codesOf(order: OrderView): string[] {
    const sold = order.orderItems.filter(({ units }) => units > 0);
    const pages = Math.ceil(sold.length / LINES_PER_CODE);
    const payments = this.#parts.sales.refundable(order.id).map(({ method, amount }) => ({ method, amount: amount.amount }));
    return Array.from({ length: pages }, (_, page) => {
      const items = sold.slice(page * LINES_PER_CODE, (page + 1) * LINES_PER_CODE);
      const rates = items.flatMap((item) => item.taxes);
      const taxes = rates.filter((rate, at) => rates.findIndex((other) => isSameRate(other, rate)) === at);
      const lines = items.map((item) => ({
        itemId: item.id,
        productId: item.productId,
        units: item.units,
        unitPrice: item.unitPrice.amount,
        subtotal: item.subtotal.amount,
        discount: item.discount.amount,
        relief: item.relief.amount,
        taxes: item.taxes.map((one) => ({ at: taxes.findIndex((rate) => isSameRate(rate, one)), tax: one.tax.amount })),
      }));
      const { receiptNumber, id: orderId, day, taxIncluded, total } = order;
      const { currency } = total;
      const code = { receiptNumber, orderId, day, currency, taxIncluded, page: page + 1, pages, taxes, payments, lines };
      return writeReceiptCode(code, (facts) => this.#parts.keys.sign(facts));
    });
  }

  /**
   * Takes in what came back at another till. What was taken in before changes nothing.
   * @returns how many lines were new, and how many sold lines came back too often by now
   */
  takeInReturns({ orders }: { readonly orders: readonly OrderView[] }): { taken: number; doubled: number } {
    const { unitOfWork, repository, sales } = this.#parts;
    return unitOfWork.run(() => {
      let taken = 0;
      for (const order of orders) {
        if (sales.order(order.id)) continue;
        for (const line of linesBack(order)) if (repository.addElsewhere(line)) taken += 1;
      }
      return { taken, doubled: repository.doubled().length };
    });
  }

  getDoubleReturns(): DoubleReturnView[] {
    return this.#parts.repository.doubled();
  }

  /** @throws DomainError `returns/no-double-return` */
  resolveDoubleReturn({ itemId, note }: { readonly itemId: string; readonly note: string }, actor: Actor): DoubleReturnView[] {
    const { unitOfWork, repository, clock } = this.#parts;
    return unitOfWork.run(() => {
      const found = repository.doubled().find((one) => one.itemId === itemId);
      if (!found) throw new DomainError('returns/no-double-return', 'nothing of this line came back twice');
      const units = found.back.reduce((sum, back) => sum + back.units, 0);
      repository.resolve(itemId, units, note, actor, clock.now());
      return repository.doubled();
    });
  }

  #sale(name: SaleName): Sale {
    if ('receiptNumber' in name) return this.#ownSale(name.receiptNumber);
    const { keys, sales } = this.#parts;
    const opened = openReceiptCode(name.code);
    if (!opened) throw badCode();
    const verdict = keys.check(opened);
    if (verdict === 'unknown') {
      const details = { key: opened.fingerprint };
      throw new DomainError('returns/unknown-till', 'the receipt is of a till whose key is not here', details);
    }
    const code = verdict === 'good' ? readFacts(opened.facts) : undefined;
    if (!code) throw badCode();
    // The till's own rows know more than its receipt.
    const own = sales.order(code.orderId);
    return own ? saleOf(own, sales.refundable(own.id)) : this.#foreignSale(code);
  }

  #ownSale(typed: string): Sale {
    const { sales, registerCode } = this.#parts;
    const own = registerCode();
    const [, register = own, digits = ''] = /^(?:(.+)-)?0*(\d{1,15})$/.exec(typed) ?? [];
    if (register !== own) {
      throw new DomainError('returns/sold-elsewhere', 'another till sold this: scan the code on the receipt', { register });
    }
    const id = sales.idOf(own, Number(digits));
    const order = id === undefined ? undefined : sales.order(id);
    if (!order) throw new DomainError('returns/receipt-not-found', 'this till has no such receipt');
    return saleOf(order, sales.refundable(order.id));
  }

  #foreignSale(code: ReceiptCode): Sale {
    const { orderId, receiptNumber, day, currency, taxIncluded, page, pages } = code;
    const of = (amount: number) => money(amount, currency);
    return {
      ...{ orderId, receiptNumber, day, page, pages, elsewhere: true },
      payments: code.payments.map(({ method, amount }) => ({
        paymentId: null,
        method,
        amount: of(amount),
        card: '',
        voucherCode: null,
      })),
      lines: code.lines.map(({ itemId, productId, units, unitPrice, subtotal, discount, relief, taxes }) => {
        const product = this.#parts.products.nameOf(productId);
        if (!product) throw new DomainError('catalog/item-not-found', 'this till does not know what was sold');
        return {
          sale: { orderId, itemId, receiptNumber, units },
          productId,
          productName: product.name,
          pictureUrl: product.pictureUri,
          ...{ unitPrice: of(unitPrice), units, subtotal: of(subtotal), discount: of(discount), relief: of(relief) },
          taxes: taxes.map(({ at, tax }) => {
            const rate = code.taxes[at];
            if (!rate) throw badCode();
            return { ...rate, net: of(0), tax: of(tax) };
          }),
          taxIncluded,
        };
      }),
    };
  }
}

const isSameRate = (a: { taxId: string; ratePpm: number }, b: { taxId: string; ratePpm: number }): boolean =>
  a.taxId === b.taxId && a.ratePpm === b.ratePpm;

const badCode = (): DomainError => new DomainError('returns/code-invalid', 'this is no genuine code of a receipt');

/** @throws DomainError `returns/not-paid` */
const saleOf = (order: OrderView, payments: readonly Refundable[]): Sale => {
  const { id: orderId, receiptNumber, day, status, taxIncluded } = order;
  if (status !== 'Paid' && status !== 'Shipped') {
    throw new DomainError('returns/not-paid', `this sale is ${status}: there is nothing to give back`, { status });
  }
  return {
    ...{ orderId, receiptNumber, day, elsewhere: false, page: 1, pages: 1, payments },
    lines: order.orderItems
      .filter(({ units }) => units > 0)
      .map(({ id: itemId, productId, productName, pictureUrl, unitPrice, units, subtotal, discount, relief, taxes }) => ({
        sale: { orderId, itemId, receiptNumber, units },
        ...{ productId, productName, pictureUrl, unitPrice, units, subtotal, discount, relief, taxes, taxIncluded },
      })),
  };
};
