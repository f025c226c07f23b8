import { openSync, writeSync } from 'node:fs';
import type { OpenOptions } from '../../../db/open.ts';
import { newId } from '../../../domain/shared/ids.ts';
import type { Acknowledged } from '../acknowledged.ts';
import { seededRandom } from '../random.ts';
import { isExplained, send, setUpTrade, Trade } from '../trade.ts';
import { openTryTill } from '../try-till.ts';

/** Checkpoints must fall among the sales, and the usual 1,000 pages are a few hundred of them. */
const PAGES_BEFORE_CHECKPOINT = 60;

/**
 * `node writer.ts DATA_DIR ACKNOWLEDGEMENTS SYNCHRONOUS SEED SALES`: rings up sales, and writes a line of its own file as
 * soon as each is answered. It ends without closing the database, like a machine that lost its power.
 */
const [dataDir = '', acknowledgements = '', synchronous, seed, sales] = process.argv.slice(2);

const till = await openTryTill({
  dataDir,
  open: { synchronous: synchronous as NonNullable<OpenOptions['synchronous']>, walAutocheckpoint: PAGES_BEFORE_CHECKPOINT },
});
const paper = openSync(acknowledgements, 'a');
const acknowledge = (answer: Acknowledged): void => {
  writeSync(paper, `${JSON.stringify(answer)}\n`);
};

await till.call('identity.setUpDemoShop', { id: newId() });
const random = seededRandom(Number(seed));
const trade = new Trade(random, await setUpTrade(till.call));
const isSale = ({ operation }: Acknowledged): boolean => operation === 'basket.checkout';

for (let sold = 0; sold < Number(sales); ) {
  const isBeside = random.chance(0.35);
  const deed = isBeside ? trade.beside() : random.chance(0.2) ? trade.byCard() : trade.atTheBasket();
  try {
    const command = await deed.prepare(till.call);
    if (!command) continue;
    const answer = await send(till.call, command);
    acknowledge(answer);
    trade.saw(answer);
    if (isSale(answer)) sold += 1;
  } catch (error) {
    if (!isExplained(error)) throw error;
  }
}
process.kill(process.pid, 'SIGKILL');
