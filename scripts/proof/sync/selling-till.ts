import { setTimeout as pause } from 'node:timers/promises';
import type { OperationName, OutputOf, RequestOf } from '../../../domain/contract/index.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { ask, type ServedTill, serveTill } from '../../served-till.ts';
import type { Acknowledged } from '../acknowledged.ts';
import type { Random } from '../random.ts';
import { Refused } from '../refused.ts';
import { drawSale } from '../ring-up.ts';
import { type Call, isExplained, send, setUpTrade, Trade } from '../trade.ts';

/** Cash over the counter; the others by any tender, with returns, voids, vouchers, the drawer and the stock beside them. */
const PLAIN_SALES = 0.8;
const BESIDE = 0.1;

/** A till that sells until it has sold enough, and goes on after each kill. */
export class SellingTill {
  readonly dataDir: string;
  readonly acknowledged: Acknowledged[] = [];
  /** Refusals that nothing explains. */
  readonly refusals: string[] = [];
  kills = 0;
  readonly #random: Random;
  readonly #owner: OutputOf<'identity.setUpDemoShop'>;
  readonly #shop: Awaited<ReturnType<typeof setUpTrade>>;
  #till: ServedTill;
  #isDown = false;

  private constructor(
    dataDir: string,
    random: Random,
    till: ServedTill,
    owner: OutputOf<'identity.setUpDemoShop'>,
    shop: Awaited<ReturnType<typeof setUpTrade>>,
  ) {
    [this.dataDir, this.#random, this.#till, this.#owner, this.#shop] = [dataDir, random, till, owner, shop];
  }

  /** Opens a demo shop and pairs it. */
  static async open(dataDir: string, random: Random, hub: { readonly url: string; readonly code: string }): Promise<SellingTill> {
    const till = await serveTill(dataDir);
    const owner = await ask(till, 'identity.setUpDemoShop', { id: newId() });
    const shop = await setUpTrade((name, input) => ask(till, name, input));
    await ask(till, 'sync.pair', hub);
    return new SellingTill(dataDir, random, till, owner, shop);
  }

  get sold(): number {
    return this.acknowledged.filter(({ operation }) => operation === 'basket.checkout').length;
  }

  /** Settles when as many sales were answered. */
  async sell(sales: number): Promise<void> {
    const trade = new Trade(this.#random, this.#shop);
    while (this.sold < sales) {
      try {
        await this.#sellOne(trade);
      } catch (error) {
        if (error instanceof Refused) {
          if (!isExplained(error)) this.refusals.push(error.message);
        } else if (!this.#isDown) throw error;
        // Killed: what was under way has no answer, and the next one waits for the till.
        else await this.#untilUp();
      }
    }
  }

  async #sellOne(trade: Trade): Promise<void> {
    const call: Call = (name, input) => this.call(name, input);
    if (this.#random.chance(PLAIN_SALES)) {
      const { lines, checkout } = drawSale(this.#random, this.#shop.goods, 'cash');
      await call('basket.updateBasket', { lines });
      return this.#saw(trade, await send(call, { operation: 'basket.checkout', input: checkout }));
    }
    const deed = this.#random.chance(BESIDE / (1 - PLAIN_SALES)) ? trade.beside() : trade.atTheBasket();
    try {
      const command = await deed.prepare(call);
      if (command) this.#saw(trade, await send(call, command));
    } finally {
      await this.#emptyBasket();
    }
  }

  async #emptyBasket(): Promise<void> {
    await this.call('basket.deleteBasket', {});
    await this.call('basket.setBuyer', { buyerId: null });
  }

  #saw(trade: Trade, answer: Acknowledged): void {
    this.acknowledged.push(answer);
    trade.saw(answer);
  }

  /** Throws {@link Refused} for what is refused, and anything else when the till is gone. */
  async call<N extends OperationName>(name: N, input: RequestOf<N>): Promise<OutputOf<N>> {
    const answer = await this.#till.call(name, input);
    if (!answer.ok) throw new Refused(name, answer.error.code, answer.error.message);
    return answer.value;
  }

  /** `kill -9`, and a new start on the same folder. */
  async killAndRestart(): Promise<void> {
    this.#isDown = true;
    this.kills += 1;
    await this.#till.kill();
    const till = await serveTill(this.dataDir);
    await ask(till, 'identity.loginUser', { email: this.#owner.email, password: this.#owner.password });
    this.#till = till;
    await this.#emptyBasket();
    this.#isDown = false;
  }

  stop(): Promise<void> {
    return this.#till.kill();
  }

  async #untilUp(): Promise<void> {
    while (this.#isDown) await pause(20);
  }
}
