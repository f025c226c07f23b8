import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { OperationName, OutputOf, RequestOf } from '../../../domain/contract/index.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE } from '../../../electron/app.ts';
import { type ServedTill, serveTill } from '../../served-till.ts';
import { type Acknowledged, findLost } from '../acknowledged.ts';
import { inspectTill } from '../inspect-till.ts';
import { type Random, seededRandom } from '../random.ts';
import { drawAdjustment, drawSale, type Good, type Sale } from '../ring-up.ts';

/** Clerks that ring up at once through one register. */
const SELLERS = 3;
/** A card takes the simulated terminal longer than a till lives here, so its sale is always cut off half way. */
const ROUNDS_PER_CARD = 4;
/** What a sale may be answered when another one came between its basket and its checkout. */
const OVERTAKEN = ['basket/total-changed', 'basket/empty', 'payment/insufficient-tender', 'payment/over-tender'];

interface Kills {
  readonly kills: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Checkouts that were on their way at a kill: found whole in the file, or not there at all. */
  readonly cutOff: { readonly whole: number; readonly absent: number };
  /** What was wrong, with the number of its kill. */
  readonly findings: readonly string[];
}

/** Kills a serving till at random moments, over and over on the same shop, and looks at the file each time. */
export const killTill = async (dataDir: string, kills: number, seed: number): Promise<Kills> => {
  const random = seededRandom(seed);
  const file = join(dataDir, DATABASE_FILE);
  const acknowledged: Acknowledged[] = [];
  const findings: string[] = [];
  const cutOff = { whole: 0, absent: 0 };

  let till = await serveTill(dataDir);
  try {
    const owner = await must(till, 'identity.setUpDemoShop', { id: newId() });
    const { items } = await must(till, 'catalog.getCatalogItems', {});
    const goods = items.map(({ id, price }) => ({ id, price: price.amount }));

    for (let kill = 0; kill < kills; kill++) {
      const day = new SellingDay(till, random, goods, acknowledged);
      const stopped = day.ringUp(kill % ROUNDS_PER_CARD === 0);
      await pause(random.int(10, 300));
      await till.kill();
      day.end();
      await stopped;

      findings.push(
        ...[...day.refusals, ...inspectTill(file), ...findLost(file, acknowledged)].map((what) => `kill ${kill}: ${what}`),
      );
      const kept = numbersOf(file, [...day.onTheirWay.keys()]);
      cutOff.whole += kept.size;
      cutOff.absent += day.onTheirWay.size - kept.size;

      till = await serveTill(dataDir);
      await must(till, 'identity.loginUser', { email: owner.email, password: owner.password });
      for (const sale of day.onTheirWay.values()) {
        const resent = await sendAgain(till, sale, kept.get(sale.checkout.orderId), acknowledged);
        findings.push(...resent.map((what) => `kill ${kill}: ${what}`));
      }
    }
    await till.kill();
    findings.push(...[...inspectTill(file), ...findLost(file, acknowledged)].map((what) => `at the end: ${what}`));
    return { kills, acknowledged, cutOff, findings };
  } finally {
    await till.kill();
  }
};

const must = async <N extends OperationName>(till: ServedTill, name: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
  const answer = await till.call(name, input);
  if (!answer.ok) throw new Error(`${name}: ${answer.error.code} ${answer.error.message}`);
  return answer.value;
};

/** From one start to the next kill: everything at once, as fast as it is answered. */
class SellingDay {
  /** Checkouts that were sent and not answered. */
  readonly onTheirWay = new Map<string, Sale>();
  /** Refusals that nothing explains. */
  readonly refusals: string[] = [];
  readonly #till: ServedTill;
  readonly #random: Random;
  readonly #goods: readonly Good[];
  readonly #acknowledged: Acknowledged[];
  readonly #cancellable: string[] = [];
  #isOver = false;

  constructor(till: ServedTill, random: Random, goods: readonly Good[], acknowledged: Acknowledged[]) {
    this.#till = till;
    this.#random = random;
    this.#goods = goods;
    this.#acknowledged = acknowledged;
  }

  /** The till is gone: nobody tries anything more. */
  end(): void {
    this.#isOver = true;
  }

  /** Settles when the till is gone. */
  async ringUp(withCard: boolean): Promise<void> {
    const untilGone = async (work: () => Promise<void>, again = true): Promise<void> => {
      try {
        do await work();
        while (again && !this.#isOver);
      } catch {
        // The till was killed: what was under way has no answer.
      }
    };
    // First, so that its sale is in the file at most kills; the terminal's answer comes after them.
    const card = withCard ? untilGone(() => this.#sell('split'), false) : undefined;
    if (withCard) await pause(5);
    const sellers = Array.from({ length: SELLERS }, () => untilGone(() => this.#sell('cash')));
    await Promise.all([card, ...sellers, untilGone(() => this.#cancel()), untilGone(() => this.#adjust())]);
  }

  async #sell(method: 'cash' | 'split'): Promise<void> {
    const sale = drawSale(this.#random, this.#goods, method);
    // One basket a register: the next one follows at once, and its checkout on its heels.
    const filled = this.#till.call('basket.updateBasket', { lines: sale.lines });
    filled.catch(() => undefined);
    this.onTheirWay.set(sale.checkout.orderId, sale);
    const answer = await this.#till.call('basket.checkout', sale.checkout);
    this.onTheirWay.delete(sale.checkout.orderId);
    if (answer.ok) {
      this.#acknowledged.push({ operation: 'basket.checkout', value: answer.value });
      if (answer.value.status === 'Paid') this.#cancellable.push(answer.value.id);
    } else if (!OVERTAKEN.includes(answer.error.code)) this.refusals.push(`a sale was refused: ${answer.error.code}`);
    await filled;
  }

  async #cancel(): Promise<void> {
    await pause(this.#random.int(5, 40));
    const orderId = this.#cancellable.splice(0, 1)[0];
    if (orderId === undefined) return;
    const answer = await this.#till.call('ordering.cancelOrder', { orderId, reason: 'changed their mind' });
    if (answer.ok) this.#acknowledged.push({ operation: 'ordering.cancelOrder', value: answer.value });
    else this.refusals.push(`a cancel was refused: ${answer.error.code}`);
  }

  async #adjust(): Promise<void> {
    const answer = await this.#till.call('catalog.adjustStock', drawAdjustment(this.#random, this.#goods));
    if (answer.ok) this.#acknowledged.push({ operation: 'catalog.adjustStock', value: answer.value });
    else this.refusals.push(`an adjustment was refused: ${answer.error.code}`);
  }
}

/** The receipt numbers of those orders that are in the file. */
const numbersOf = (file: string, orderIds: readonly string[]): Map<string, number> => {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    const find = sqlite.prepare<[string], number>('SELECT number FROM orders WHERE id = ?').pluck();
    return new Map(
      orderIds.flatMap((id) => {
        const number = find.get(id);
        return number === undefined ? [] : [[id, number] as const];
      }),
    );
  } finally {
    sqlite.close();
  }
};

/** The clerk who saw no answer presses the button once more, and then again: one order, the one that is there if it is. */
const sendAgain = async (
  till: ServedTill,
  { lines, checkout }: Sale,
  numberBefore: number | undefined,
  acknowledged: Acknowledged[],
): Promise<string[]> => {
  // A sale that was lost with the till is rung up anew; one that is there must not need its basket.
  if (numberBefore === undefined) await must(till, 'basket.updateBasket', { lines });
  const first = await till.call('basket.checkout', checkout);
  if (!first.ok) return [`order ${checkout.orderId}, sent again, was refused: ${first.error.code}`];
  acknowledged.push({ operation: 'basket.checkout', value: first.value });
  if (numberBefore !== undefined && first.value.number !== numberBefore) {
    return [`order ${checkout.orderId} was number ${numberBefore} and became ${first.value.number}`];
  }
  const second = await till.call('basket.checkout', checkout);
  if (second.ok && second.value.number === first.value.number) return [];
  return [`order ${checkout.orderId}, sent twice, was answered differently`];
};
