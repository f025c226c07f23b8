import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import type { OperationName, OutputOf, RequestOf } from '../../../domain/contract/index.ts';
import { canonicalJson } from '../../../domain/shared/canonical-json.ts';
import { newId } from '../../../domain/shared/ids.ts';
import { DATABASE_FILE, TERMINAL_FILE } from '../../../electron/app.ts';
import { type ServedTill, serveTill } from '../../served-till.ts';
import { type Acknowledged, findLost } from '../acknowledged.ts';
import { inspectTill } from '../inspect-till.ts';
import { type Random, seededRandom } from '../random.ts';
import { Refused } from '../refused.ts';
import { drawSale, type Good } from '../ring-up.ts';
import { type Call, type Command, type Deed, idOf, isExplained, send, setUpTrade, Trade } from '../trade.ts';

/** Clerks that ring up at once through one register. */
const SELLERS = 3;
/** A card takes the simulated terminal longer than a till lives here, unless that till is given the time. */
const ROUNDS_PER_CARD = 6;
/** What a sale may be answered when another one came between its basket and its checkout. */
const OVERTAKEN = ['basket/total-changed', 'basket/empty', 'payment/insufficient-tender', 'payment/over-tender'];

interface Kills {
  readonly kills: number;
  readonly acknowledged: readonly Acknowledged[];
  /** Commands that were on their way at a kill: found whole in the file, or not there at all. */
  readonly cutOff: { readonly whole: number; readonly absent: number };
  /** Cards that the terminal approved, whose answer a kill swallowed. */
  readonly swallowedAnswers: number;
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
  let swallowedAnswers = 0;

  let till = await serveTill(dataDir);
  try {
    const owner = await callOf(till)('identity.setUpDemoShop', { id: newId() });
    const shop = await setUpTrade(callOf(till));
    const trade = new Trade(random, shop);

    for (let kill = 0; kill < kills; kill++) {
      const day = new SellingDay(till, random, shop.goods, trade, acknowledged);
      const isCard = kill % ROUNDS_PER_CARD === 0;
      const stopped = isCard ? day.takeCards() : kill % 2 === 0 ? day.ringUpAtOnce() : day.trade();
      await pause(isCard ? random.int(50, 1400) : random.int(10, 300));
      await till.kill();
      day.end();
      await stopped;

      const found = [...day.refusals, ...inspectTill(file), ...findLost(file, acknowledged)];
      swallowedAnswers += swallowed(file, dataDir).length;
      const kept = doneOf(file, day.onTheirWay);
      cutOff.whole += kept.size;
      cutOff.absent += day.onTheirWay.size - kept.size;

      till = await serveTill(dataDir);
      await callOf(till)('identity.loginUser', { email: owner.email, password: owner.password });
      found.push(
        ...swallowed(file, dataDir).map((id) => `card payment ${id} was approved, and is not confirmed after the start`),
      );
      for (const [id, { deed, command }] of day.onTheirWay) {
        found.push(...(await sendAgain(callOf(till), deed, command, kept.has(id), acknowledged)));
      }
      findings.push(...found.map((what) => `kill ${kill}: ${what}`));
    }
    await till.kill();
    findings.push(...[...inspectTill(file), ...findLost(file, acknowledged)].map((what) => `at the end: ${what}`));
    return { kills, acknowledged, cutOff, swallowedAnswers, findings };
  } finally {
    await till.kill();
  }
};

/** Throws what is refused. */
const callOf =
  (till: ServedTill): Call =>
  async <N extends OperationName>(name: N, input: RequestOf<N>): Promise<OutputOf<N>> => {
    const answer = await till.call(name, input);
    if (!answer.ok) throw new Refused(name, answer.error.code, answer.error.message);
    return answer.value;
  };

interface Sent {
  readonly deed: Deed;
  readonly command: Command;
}

/** From one start to the next kill: as fast as it is answered. */
class SellingDay {
  /** Commands that were sent and not answered. */
  readonly onTheirWay = new Map<string, Sent>();
  /** Refusals that nothing explains. */
  readonly refusals: string[] = [];
  readonly #call: Call;
  readonly #random: Random;
  readonly #goods: readonly Good[];
  readonly #trade: Trade;
  readonly #acknowledged: Acknowledged[];
  #isOver = false;

  constructor(till: ServedTill, random: Random, goods: readonly Good[], trade: Trade, acknowledged: Acknowledged[]) {
    this.#call = callOf(till);
    this.#random = random;
    this.#goods = goods;
    this.#trade = trade;
    this.#acknowledged = acknowledged;
  }

  /** The till is gone: nobody tries anything more. */
  end(): void {
    this.#isOver = true;
  }

  /** Several hands on one basket. Settles when the till is gone. */
  async ringUpAtOnce(): Promise<void> {
    await this.#untilGone(() => empty(this.#call), false);
    const sellers = Array.from({ length: SELLERS }, () => this.#untilGone(() => this.#ringUp()));
    await Promise.all([...sellers, this.#besideIt()]);
  }

  /** Every tender, returns and exchanges, one after the other. Settles when the till is gone. */
  async trade(): Promise<void> {
    await Promise.all([this.#untilGone(() => this.#do(this.#trade.atTheBasket())), this.#besideIt()]);
  }

  /** Cards, whose answers come while the till dies. Settles when the till is gone. */
  async takeCards(): Promise<void> {
    await Promise.all([this.#untilGone(() => this.#do(this.#trade.byCard())), this.#besideIt()]);
  }

  #besideIt(): Promise<void> {
    return this.#untilGone(async () => {
      await pause(this.#random.int(2, 20));
      await this.#do(this.#trade.beside());
    });
  }

  async #untilGone(work: () => Promise<void>, again = true): Promise<void> {
    try {
      do await work();
      while (again && !this.#isOver);
    } catch {
      // The till was killed: what was under way has no answer.
    }
  }

  async #do(deed: Deed): Promise<void> {
    const command = await deed.prepare(this.#call);
    if (!command) return;
    this.onTheirWay.set(idOf(command), { deed, command });
    try {
      const answer = await send(this.#call, command);
      this.#acknowledged.push(answer);
      this.#trade.saw(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!isExplained(error)) this.refusals.push(error.message);
    }
    this.onTheirWay.delete(idOf(command));
  }

  async #ringUp(): Promise<void> {
    const { lines, checkout: input } = drawSale(this.#random, this.#goods, 'cash');
    const command: Command = { operation: 'basket.checkout', input };
    const fill = async (call: Call): Promise<Command> => {
      await call('basket.updateBasket', { lines });
      return command;
    };
    // One basket a register: the next one follows at once, and its checkout on its heels.
    const filled = fill(this.#call);
    filled.catch(() => undefined);
    this.onTheirWay.set(input.orderId, { deed: { prepare: fill }, command });
    try {
      const answer = await send(this.#call, command);
      this.#acknowledged.push(answer);
      this.#trade.saw(answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      if (!OVERTAKEN.includes(error.code)) this.refusals.push(error.message);
    }
    this.onTheirWay.delete(input.orderId);
    await filled;
  }
}

const empty = async (call: Call): Promise<void> => {
  await call('basket.deleteBasket', {});
  await call('basket.setBuyer', { buyerId: null });
};

/** Those commands whose work is in the file. */
const doneOf = (file: string, commands: Iterable<readonly [string, Sent]>): Set<string> =>
  reading(file, (sqlite) => {
    const isDone = sqlite.prepare<[string], number>('SELECT count(*) FROM command WHERE id = ?').pluck();
    const isVoid = sqlite.prepare<[string], number>("SELECT count(*) FROM orders WHERE id = ? AND status = 'Cancelled'").pluck();
    const done = [...commands].filter(([id, { command }]) =>
      command.operation === 'ordering.cancelOrder' ? isVoid.get(id) === 1 : isDone.get(id) === 1,
    );
    return new Set(done.map(([id]) => id));
  });

/** Payments that the terminal approved, and the file does not have as confirmed. */
const swallowed = (file: string, dataDir: string): string[] => {
  let memory: { readonly answers: Record<string, { readonly outcome: string }> };
  try {
    memory = JSON.parse(readFileSync(join(dataDir, TERMINAL_FILE), 'utf8')) as typeof memory;
  } catch {
    return [];
  }
  const approved = Object.entries(memory.answers).filter(([, { outcome }]) => outcome === 'approved');
  return reading(file, (sqlite) => {
    const status = sqlite.prepare<[string], string>('SELECT status FROM payment WHERE id = ?').pluck();
    return approved.flatMap(([id]) => (status.get(id) === 'Confirmed' ? [] : [id]));
  });
};

const reading = <T>(file: string, read: (sqlite: Sqlite.Database) => T): T => {
  const sqlite = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    return read(sqlite);
  } finally {
    sqlite.close();
  }
};

/** The clerk who saw no answer presses the button once more, and then again: it is done once, and is what is there if it is. */
const sendAgain = async (
  call: Call,
  deed: Deed,
  command: Command,
  wasDone: boolean,
  acknowledged: Acknowledged[],
): Promise<string[]> => {
  // What was lost with the till is begun anew; what is there must not need its basket.
  if (!wasDone) await empty(call);
  const again = wasDone ? command : await deed.prepare(call);
  if (!again) return [];
  const name = `${again.operation} ${idOf(again)}`;
  try {
    const first = await send(call, again);
    acknowledged.push(first);
    const second = await send(call, again);
    return told(second) === told(first) ? [] : [`${name}, sent twice, was answered differently`];
  } catch (error) {
    if (isExplained(error)) return [];
    return [`${name}, sent again${wasDone ? '' : ' as it was lost'}, was refused: ${String(error)}`];
  }
};

/** What no repetition may change. */
const told = ({ operation, value }: Acknowledged): string =>
  canonicalJson('receiptNumber' in value ? [operation, value.receiptNumber, value.total] : [operation, value]);
