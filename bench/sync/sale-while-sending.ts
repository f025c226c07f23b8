import { newId } from '../../domain/shared/ids.ts';
import { startHub } from '../../scripts/proof/sync/hub-process.ts';
import { ask, type ServedTill, serveTill } from '../../scripts/served-till.ts';
import { byTurns, type Figure, ratioFigure, spread, timed } from '../measure.ts';
import { removeFolder } from '../shop-file.ts';
import { QUEUED, type QueuedShop, queuedShop } from './queued-shop.ts';

const SALES = 1000;
const WARM_UP = 200;
const CODE = 'ABCD2345';

const open = async (shop: QueuedShop): Promise<{ till: ServedTill; sell: () => Promise<number> }> => {
  const till = await serveTill(shop.folder);
  await ask(till, 'identity.loginUser', { email: shop.email, password: shop.password });
  const { items } = await ask(till, 'catalog.getCatalogItems', {});
  const lines = items.slice(0, 3).map(({ id }) => ({ itemId: id, quantity: 1 }));
  const sell = async (): Promise<number> => {
    const { totals } = await ask(till, 'basket.updateBasket', { lines });
    const payments = [{ id: newId(), method: 'cash' as const, tendered: totals.total }];
    return timed(() => ask(till, 'basket.checkout', { orderId: newId(), total: totals.total, payments }));
  };
  return { till, sell };
};

const whileSendingTo = async (manner: string): Promise<Figure> => {
  const hub = await startHub('', 'bench/sync/bad-hub.ts', [manner]);
  const shops = [await queuedShop(), await queuedShop()] as const;
  const [sending, alone] = [await open(shops[0]), await open(shops[1])];
  try {
    await ask(sending.till, 'sync.pair', { url: hub.url, code: CODE });
    const times = await byTurns(SALES, WARM_UP, sending.sell, alone.sell);
    const { waiting } = await ask(sending.till, 'sync.getState', {});
    if (waiting === 0) throw new Error('all was sent before the last sale: the figure says nothing');
    const name = `sale while ${QUEUED.toLocaleString('en')} events go to a ${manner} hub, p99, beside none`;
    return ratioFigure(name, 'ms', spread(times.ours).p99, spread(times.floor).p99, 1.2);
  } finally {
    await Promise.all([sending.till.kill(), alone.till.kill(), hub.kill()]);
    for (const { folder } of shops) removeFolder(folder);
  }
};

/** Whether the clerk feels what the network does. */
export const measureSaleWhileSending = async (): Promise<Figure[]> => [
  await whileSendingTo('slow'),
  await whileSendingTo('hanging'),
  await whileSendingTo('dripping'),
];
