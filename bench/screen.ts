import { type Browser, chromium, type Page } from '@playwright/test';
import { findChromium } from '../scripts/chromium.ts';
import { ask, prepareImport, type ServedTill, serveTill } from '../scripts/served-till.ts';
import { catalogueCsv, signIn } from './hosting.ts';
import { type Figure, limitFigure, spread } from './measure.ts';
import { codeOf, removeFolder, shopFolder } from './shop-file.ts';

declare global {
  interface Window {
    /** From the scanner's last key to the painted line, in milliseconds. */
    scans: number[];
    longTasks: number[];
  }
}

const SCANS = 100;
const WARM_UP = 5;
/** The limit of a long task is the browser's own. */
const LONG_TASK_MS = 50;

/** Notes when the scanner's Enter went down and when the change of `[data-basket]` after it was painted. */
const watchScans = (): void => {
  window.scans = [];
  let enteredAt = 0;
  addEventListener(
    'keydown',
    (event) => {
      if (event.key === 'Enter') enteredAt = event.timeStamp;
    },
    { capture: true },
  );
  const painted = (): void => {
    if (enteredAt === 0) return;
    const start = enteredAt;
    enteredAt = 0;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.scans.push(performance.now() - start);
      port2.postMessage(null);
    });
  };
  const isLine = ({ target, addedNodes }: MutationRecord): boolean =>
    (target instanceof Element ? target : target.parentElement)?.closest('[data-basket]') !== null ||
    [...addedNodes].some((node) => node instanceof Element && node.querySelector('[data-line]') !== null);
  addEventListener('DOMContentLoaded', () => {
    new MutationObserver((changes) => {
      if (changes.some(isLine)) painted();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
};

const watchLongTasks = (): void => {
  window.longTasks = [];
  new PerformanceObserver((list) => window.longTasks.push(...list.getEntries().map(({ duration }) => duration))).observe({
    type: 'longtask',
    buffered: true,
  });
};

/** A page by hand: the same keys, the same call, one line of HTML. */
const handWrittenPage = (token: string): void => {
  document.body.innerHTML = '<div data-basket></div>';
  const basket = document.querySelector('[data-basket]');
  let code = '';
  addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') {
      code += event.key;
      return;
    }
    const body = JSON.stringify({ barcode: code });
    code = '';
    fetch('/rpc/basket.addItem', { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body })
      .then((response) => response.json())
      .then((answer: { value: { itemId: string } }) => {
        const line = document.createElement('div');
        line.textContent = answer.value.itemId;
        basket?.append(line);
      })
      .catch(() => undefined);
  });
};

const scan = async (page: Page, code: string): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const keys = [
    ...[...code].map((key) => ({ key, text: key, code: `Digit${key}` })),
    { key: 'Enter', text: '\r', code: 'Enter' },
  ];
  await Promise.all(
    keys.flatMap((key) => [
      session.send('Input.dispatchKeyEvent', { type: 'keyDown', ...key }),
      session.send('Input.dispatchKeyEvent', { type: 'keyUp', key: key.key, code: key.code }),
    ]),
  );
  await session.detach();
};

const scanMany = async (till: ServedTill, page: Page): Promise<number[]> => {
  for (let round = 0; round < SCANS + WARM_UP; round += 1) {
    if (round % 20 === 0) await ask(till, 'basket.deleteBasket', {});
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    await scan(page, codeOf(round * 31));
    await page.waitForFunction((count) => window.scans.length > count, round, { timeout: 5000 });
  }
  return (await page.evaluate(() => window.scans)).slice(WARM_UP);
};

const openScreen = async (browser: Browser, till: ServedTill): Promise<Page> => {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await page.addInitScript(watchScans);
  await page.addInitScript(watchLongTasks);
  await page.goto(`${till.url}#token=${till.token}`);
  await page.locator('[data-basket]').waitFor();
  return page;
};

/** What the clerk sees, in a real browser. */
export const measureScreen = async (orders: number): Promise<Figure[]> => {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('no Chromium was found; install one or name it in TILLWRIGHT_CHROMIUM');
  const folder = await shopFolder(orders);
  const till = await serveTill(folder);
  const browser = await chromium.launch({ executablePath });
  try {
    await signIn(till);
    const page = await openScreen(browser, till);
    const ours = spread(await scanMany(till, page));
    await page.close();

    const bare = await (await browser.newContext()).newPage();
    await bare.addInitScript(watchScans);
    // Any page of this origin: what stands on it is replaced.
    await bare.goto(`${till.url}rpc`);
    await bare.evaluate(handWrittenPage, till.token);
    const floor = spread(await scanMany(till, bare));
    await bare.close();

    return [
      limitFigure('scan to painted line, 100,000 items, p95, beside a page by hand', 'ms', ours.p95, 50, floor.p95),
      ...(await longTasks(browser, till)),
    ];
  } finally {
    await browser.close();
    await till.kill();
    removeFolder(folder);
  }
};

/** The Sell screen while the same shop takes in another 100,000 rows, a scan every second. */
const longTasks = async (browser: Browser, till: ServedTill): Promise<Figure[]> => {
  const page = await openScreen(browser, till);
  const file = Buffer.from(catalogueCsv().toString().replaceAll(',4000', ',9').replaceAll(' no ', ' new no '));
  const write = await prepareImport(till, file);
  await page.evaluate(() => window.longTasks.splice(0));
  const state = { isDone: false };
  const writing = write().finally(() => (state.isDone = true));
  for (let round = 0; !state.isDone; round += 1) {
    await scan(page, codeOf(round));
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  await writing;
  const tasks = await page.evaluate(() => window.longTasks);
  const long = tasks.filter((ms) => ms > LONG_TASK_MS);
  if (long.length > 0) console.error(`long tasks while importing: ${long.map((ms) => `${Math.round(ms)} ms`).join(', ')}`);
  return [limitFigure('long tasks over 50 ms on the Sell screen while importing', 'tasks', long.length, 1)];
};
