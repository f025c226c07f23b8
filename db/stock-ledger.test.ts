import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { levelOf, type NumberedCount, type NumberedMovement } from '../domain/catalog/stock-level.ts';
import { newId } from '../domain/shared/ids.ts';
import { sourceOf } from '../domain/shared/source.ts';
import { migrate } from './migrate.ts';
import { openDatabase } from './open.ts';
import { createStockLedger } from './stock-ledger.ts';
import { createStartAnew } from './sync/start-anew.ts';

const OTHERS = ['/registers/a/1', '/registers/b/1'] as const;

const step = fc.oneof(
  fc.record({
    do: fc.constant('own' as const),
    quantity: fc.integer({ min: -9, max: 9 }),
    isCount: fc.boolean(),
    rows: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ do: fc.constant('take' as const), of: fc.nat({ max: 1 }), number: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    ...{ do: fc.constant('count' as const), of: fc.nat({ max: 1 }), number: fc.integer({ min: 9, max: 12 }) },
    ...{ rank: fc.integer({ min: 1, max: 3 }), seen: fc.nat({ max: 8 }), seenHere: fc.nat({ max: 8 }) },
  }),
  fc.record({ do: fc.constant('anew' as const), untold: fc.nat({ max: 3 }) }),
);

it('keeps the level that the rule gives for all that was taken in, step by step', () => {
  const sqlite = openDatabase(':memory:');
  migrate(sqlite);
  const ledger = createStockLedger(sqlite);
  const append = sqlite.prepare(
    "INSERT INTO stock_movement (id, item_id, kind, quantity, level_after, user_name, at) VALUES (?, ?, ?, ?, 0, '', 0)",
  );
  const tell = sqlite.prepare(
    `INSERT INTO outbox (id, type, partition_key, time, recorded_at, data)
     VALUES (?, 'app.tillwright.catalog.stock-moved.v1', ?, 0, 0, json_object('number', ?, 'count', json(?)))`,
  );
  const markTold = sqlite.prepare("UPDATE outbox SET sent_at = 0 WHERE data ->> 'number' <= ?");
  const toldSeen = sqlite
    .prepare<[number], string>("SELECT data -> '$.count.seen' FROM outbox WHERE data ->> 'number' = ? ORDER BY sequence DESC")
    .pluck();
  const startAnew = createStartAnew(sqlite);
  const level = sqlite.prepare<[string], number>('SELECT available_stock FROM catalog_item WHERE id = ?').pluck();
  const move = sqlite.prepare('UPDATE catalog_item SET available_stock = available_stock + ? WHERE id = ?');
  const lastHere = (): number => Number(sqlite.prepare('SELECT coalesce(max(seq), 0) FROM stock_movement').pluck().get());
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      sqlite.exec('DELETE FROM outbox; DELETE FROM register; DELETE FROM former_source; DELETE FROM known_source');
      const item = newId();
      let register = { id: newId(), incarnation: newId() };
      sqlite.prepare("INSERT INTO register VALUES (1, ?, 'R1', ?, 1, 1)").run(register.id, register.incarnation);
      sqlite
        .prepare("INSERT INTO catalog_item (id, name, name_key, price, currency) VALUES (?, 'Tea', 'tea', 1, 'EUR')")
        .run(item);
      const base = lastHere();
      let lastOfFormer = 0;
      const told: number[] = [];
      const movements: NumberedMovement[] = [];
      const counts: NumberedCount[] = [];
      for (const one of steps) {
        if (one.do === 'own') {
          const before = level.get(item) ?? 0;
          const quantity = one.isCount ? Math.abs(one.quantity) - before : one.quantity;
          const kind = one.isCount ? 'count' : 'correction';
          // The lines of a sale are a movement each, and told as one with the number of the last.
          const rows = one.isCount ? 1 : one.rows;
          let number = 0;
          for (let row = 0; row < rows; row += 1) {
            number = Number(append.run(newId(), item, kind, quantity).lastInsertRowid);
            move.run(quantity, item);
          }
          told.push(number);
          const source = sourceOf(register);
          const count = one.isCount ? ledger.countHere(item, number, before + quantity, 0) : null;
          if (count) counts.push({ source, number, at: 0, ...count });
          else movements.push({ source, number, quantity: rows * quantity });
          tell.run(newId(), item, number, JSON.stringify(count));
        } else if (one.do === 'take') {
          const source = OTHERS[one.of] ?? OTHERS[0];
          const movement = { source, number: one.number, quantity: one.number - 4 };
          ledger.take({ ...movement, itemId: item, kind: 'sale', orderId: null, at: 0 });
          movements.push(movement);
        } else if (one.do === 'count') {
          const source = OTHERS[one.of] ?? OTHERS[0];
          // Nobody has seen what was not done yet.
          const here = Math.max(0, ...told.filter((number) => number <= base + one.seenHere));
          const seen = { [source]: one.number, [OTHERS[1 - one.of] ?? '']: one.seen, [sourceOf(register)]: here };
          if (counts.some((count) => count.source === source && count.number === one.number)) continue;
          const count = { source, number: one.number, counted: 20 + one.of, rank: one.rank, at: one.number, seen };
          ledger.takeCount({ ...count, itemId: item });
          counts.push(count);
        } else {
          const former = sourceOf(register);
          // What another till has seen was told.
          const elsewhere = counts.filter(({ source }) => source !== former).map(({ seen }) => seen[former] ?? 0);
          const most = Math.max(lastHere() - one.untold, ...elsewhere);
          const last = Math.max(0, lastOfFormer, ...told.filter((number) => number <= most));
          markTold.run(last);
          register = { ...register, incarnation: newId() };
          startAnew(register.incarnation);
          const present = sourceOf(register);
          const isUntold = ({ source, number }: { source: string; number: number }): boolean =>
            source === former && number > last;
          movements.forEach((movement, at) => {
            if (isUntold(movement)) movements[at] = { ...movement, source: present };
          });
          counts.forEach((count, at) => {
            if (!isUntold(count)) return;
            const seen = { ...count.seen, [former]: last, [present]: count.seen[former] ?? 0 };
            counts[at] = { ...count, source: present, seen };
            expect(JSON.parse(toldSeen.get(count.number) ?? '')).toEqual(seen);
          });
          lastOfFormer = last;
        }
        expect(level.get(item)).toBe(levelOf(movements, counts));
      }
      const kept = level.get(item);
      sqlite.prepare('UPDATE catalog_item SET available_stock = -77 WHERE id = ?').run(item);
      ledger.settle(item);
      expect(level.get(item)).toBe(kept);
    }),
    { numRuns: 1000 },
  );
  sqlite.close();
});
