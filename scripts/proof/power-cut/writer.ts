import { openSync, writeSync } from 'node:fs';
import type { OpenOptions } from '../../../db/open.ts';
import { newId } from '../../../domain/shared/ids.ts';
import type { Acknowledged } from '../acknowledged.ts';
import { seededRandom } from '../random.ts';
import { drawAdjustment, drawSale } from '../ring-up.ts';
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
const { items } = await till.call('catalog.getCatalogItems', {});
const goods = items.map(({ id, price }) => ({ id, price: price.amount }));
const random = seededRandom(Number(seed));
for (let sold = 0; sold < Number(sales); sold++) {
  const { lines, checkout } = drawSale(random, goods, random.chance(0.2) ? 'split' : 'cash');
  await till.call('basket.updateBasket', { lines });
  const value = await till.call('basket.checkout', checkout);
  acknowledge({ operation: 'basket.checkout', value });
  if (random.chance(0.1)) {
    const cancelled = await till.call('ordering.cancelOrder', { orderId: value.id, reason: 'changed their mind' });
    acknowledge({ operation: 'ordering.cancelOrder', value: cancelled });
  }
  if (random.chance(0.1)) {
    const moved = await till.call('catalog.adjustStock', drawAdjustment(random, goods));
    acknowledge({ operation: 'catalog.adjustStock', value: moved });
  }
}
process.kill(process.pid, 'SIGKILL');
