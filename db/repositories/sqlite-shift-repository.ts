import { asc, eq, sql } from 'drizzle-orm';
import type { CashMovementView, ShiftReport } from '../../domain/contract/shifts.ts';
import { canonicalJson } from '../../domain/shared/canonical-json.ts';
import type { Shift, ShiftRepository } from '../../domain/shift/ports.ts';
import { type Database, insertInto, selectFrom, updateOf } from '../database.ts';
import { cashMovement, shift, zReport } from '../schema/tables.ts';

type ShiftRow = typeof shift.$inferSelect;
type MovementRow = typeof cashMovement.$inferSelect;

const toShift = ({ number, openedAt, day, openedById, openedByName, journalBefore }: ShiftRow): Shift => ({
  number,
  openedAt,
  day,
  openedBy: openedById === null ? null : { id: openedById, name: openedByName ?? '' },
  journalBefore,
});

const toMovement = ({ id, shiftNumber, kind, currency, amount, reason, userName, at }: MovementRow): CashMovementView => ({
  id,
  shiftNumber,
  kind,
  amount: { amount, currency },
  reason,
  userName,
  at,
});

/** Shifts, what goes into the drawer beside the sales, and Z reports. */
export const createSqliteShiftRepository = (database: Database): ShiftRepository => {
  const { sqlite } = database;
  // As the partial index is made, or SQLite would read every shift there was.
  const findOpen = selectFrom(database, shift, sql`${shift.closedAt} IS NULL`);
  const find = selectFrom(database, shift, eq(shift.number, sql.placeholder('number')));
  const last = sqlite.prepare<[], { number: number; keptFloat: number | null }>(
    'SELECT number, kept_float AS keptFloat FROM shift ORDER BY number DESC LIMIT 1',
  );
  const insert = insertInto(database, shift);
  const close = updateOf(
    database,
    shift,
    ['closedAt', 'closedById', 'closedByName', 'keptFloat'],
    eq(shift.number, sql.placeholder('number')),
  );
  const insertMovement = insertInto(database, cashMovement, ['seq']);
  const findMovement = selectFrom(database, cashMovement, eq(cashMovement.id, sql.placeholder('id')));
  const findMovements = selectFrom(database, cashMovement, eq(cashMovement.shiftNumber, sql.placeholder('number')), [
    asc(cashMovement.seq),
  ]);
  const drawer = sqlite.prepare<{ number: number; currency: string }, { currency: string; expected: number }>(
    `SELECT currency, sum(amount) AS expected FROM
       (SELECT currency, amount FROM drawer_ledger WHERE shift_number = :number UNION ALL SELECT :currency, 0)
     GROUP BY currency ORDER BY currency <> :currency, currency`,
  );
  const insertReport = insertInto(database, zReport);
  const findReport = selectFrom(database, zReport, eq(zReport.shiftNumber, sql.placeholder('number')));
  const findReportOf = selectFrom(database, zReport, eq(zReport.id, sql.placeholder('id')));
  const blindCount = sqlite.prepare<[], number>('SELECT blind_count FROM shop').pluck();
  const saveBlindCount = sqlite.prepare<[number]>('UPDATE shop SET blind_count = ?');
  const toReport = (row: typeof zReport.$inferSelect | undefined) => row && (JSON.parse(row.report) as ShiftReport);
  return {
    open() {
      const row = findOpen.get({});
      return row && toShift(row);
    },
    shift(number) {
      const row = find.get({ number });
      return row && toShift(row);
    },
    last: () => last.get() ?? { number: 0, keptFloat: null },
    add({ openedBy, ...opened }) {
      const closed = { closedAt: null, closedById: null, closedByName: null, keptFloat: null };
      insert({ ...opened, openedById: openedBy?.id ?? null, openedByName: openedBy?.name ?? null, ...closed });
    },
    close(number, { at, by, keptFloat }) {
      close({ number, closedAt: at, closedById: by.id, closedByName: by.name, keptFloat });
    },
    addMovement({ amount, user, ...movement }) {
      insertMovement({ ...movement, ...amount, userId: user?.id ?? null, userName: user?.name ?? null });
    },
    movement(id) {
      const row = findMovement.get({ id });
      return row && toMovement(row);
    },
    movements: (number) => findMovements.all({ number }).map(toMovement),
    drawer: (number, currency) => drawer.all({ number, currency }),
    addReport(id, report) {
      if (!report.closing) throw new Error('only a closed shift has its report kept');
      const { at, journal } = report.closing;
      const seal = { journalSequence: journal.sequence, journalHash: journal.hash };
      insertReport({ shiftNumber: report.number, id, at, report: canonicalJson(report), ...seal });
    },
    report: (number) => toReport(findReport.get({ number })),
    reportOf: (id) => toReport(findReportOf.get({ id })),
    blindCount: () => blindCount.get() === 1,
    saveBlindCount(isBlind) {
      saveBlindCount.run(Number(isBlind));
    },
  };
};
