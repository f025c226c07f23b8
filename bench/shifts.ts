import { join } from 'node:path';
import { openDatabase } from '../db/open.ts';
import { newId } from '../domain/shared/ids.ts';
import { DATABASE_FILE } from '../electron/app.ts';
import { type Figure, limitFigure, spread, timed } from './measure.ts';
import { type OpenTill, openTill, removeFolder, SALES_A_SHIFT, shopFolder } from './shop-file.ts';

const X_ROUNDS = 50;
const Z_ROUNDS = 15;
const WARM_UP = 3;

/** The open shift, counted right. */
const counted = async (till: OpenTill) => {
  const { shift, drawer } = await till.call('shifts.getShift', {});
  const counts = (drawer ?? []).map(({ currency, expected }) => ({ currency, amount: expected }));
  return { id: newId(), number: shift?.number ?? 0, counts };
};

/** Reports of a busy shift of a thousand sales, in a file that holds many more. */
export const measureShifts = async (orders: number): Promise<Figure[]> => {
  const folder = await shopFolder(orders);
  const till = await openTill(folder);
  const beside = openDatabase(join(folder, DATABASE_FILE));
  const moveOn = [
    'UPDATE orders SET shift_number = :to WHERE shift_number = :from',
    'UPDATE payment SET shift_number = :to WHERE shift_number = :from',
  ].map((sql) => beside.prepare<{ from: number; to: number }>(sql));
  try {
    const xTimes: number[] = [];
    for (let round = -WARM_UP; round < X_ROUNDS; round += 1) {
      const ms = await timed(() => till.call('shifts.getXReport', {}));
      if (round >= 0) xTimes.push(ms);
    }
    const zTimes: number[] = [];
    for (let round = -WARM_UP; round < Z_ROUNDS; round += 1) {
      const closing = await counted(till);
      const ms = await timed(async () => {
        const { receipts } = await till.call('shifts.closeShift', closing);
        if (receipts.count !== Math.min(orders, SALES_A_SHIFT)) throw new Error('the shift lost its sales');
      });
      if (round >= 0) zTimes.push(ms);
      // The next shift sells the same again.
      const { number } = await till.call('shifts.openShift', { id: newId(), float: { amount: 0, currency: 'EUR' } });
      for (const move of moveOn) move.run({ from: closing.number, to: number });
    }
    const size = `${SALES_A_SHIFT.toLocaleString('en')} sales, ${orders.toLocaleString('en')} orders in the file`;
    return [
      limitFigure(`X report, ${size}, p95`, 'ms', spread(xTimes).p95, 100),
      limitFigure(`Z report, ${size}, p95`, 'ms', spread(zTimes).p95, 500),
    ];
  } finally {
    beside.close();
    await till.close();
    removeFolder(folder);
  }
};
