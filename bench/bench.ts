import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { ensureBuilt } from '../scripts/built.ts';
import { measureImport, measureMemory, measureStart } from './hosting.ts';
import { measureJournal } from './journal.ts';
import { type Figure, tableOf } from './measure.ts';
import { measurePricing } from './pricing.ts';
import { measureScreen } from './screen.ts';
import { measureCheckout, measureScan, measureSearch } from './selling.ts';
import { measureShifts } from './shifts.ts';
import { measureDrain, measureIntake } from './sync/intake.ts';
import { measurePull, measureRebuild } from './sync/pulling.ts';
import { measureSaleWhileSending } from './sync/sale-while-sending.ts';
import { measureWriteWait } from './sync/write-wait.ts';

const { values } = parseArgs({
  options: { full: { type: 'boolean', default: false }, json: { type: 'string' }, only: { type: 'string' } },
});

/** A year of a busy shop, or ten. */
const orders = values.full ? 1_000_000 : 100_000;

const PARTS: Readonly<Record<string, () => Promise<Figure[]>>> = {
  checkout: () => measureCheckout(orders),
  scan: () => measureScan(orders),
  search: () => measureSearch(orders),
  pricing: measurePricing,
  shifts: () => measureShifts(orders),
  import: measureImport,
  journal: measureJournal,
  start: () => measureStart(orders),
  memory: () => measureMemory(orders),
  screen: () => measureScreen(orders),
  drain: measureDrain,
  intake: measureIntake,
  pull: measurePull,
  rebuild: measureRebuild,
  'sale-while-sending': measureSaleWhileSending,
  'write-wait': measureWriteWait,
};

ensureBuilt();

const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  system: `${process.platform} ${process.arch}`,
  node: process.version,
  orders,
};
console.log(
  Object.entries(machine)
    .map(([name, value]) => `${name} ${value}`)
    .join(', '),
);

const figures: Figure[] = [];
const failures: { part: string; reason: string }[] = [];
for (const [part, measure] of Object.entries(PARTS)) {
  if (values.only !== undefined && values.only !== part) continue;
  console.error(`Measuring: ${part} …`);
  try {
    figures.push(...(await measure()));
  } catch (error) {
    failures.push({ part, reason: error instanceof Error ? error.message : String(error) });
  }
}

console.log(`\n${tableOf(figures)}\n`);
for (const { part, reason } of failures) console.log(`${part} could not be measured: ${reason}`);
console.log(`${figures.filter(({ meets }) => meets).length} of ${figures.length} figures meet their target.`);
if (values.json) writeFileSync(values.json, `${JSON.stringify({ machine, figures, failures }, null, 2)}\n`);
process.exitCode = failures.length > 0 || figures.length === 0 ? 1 : 0;
