import type { NewJournalEntry } from '../contract/journal.ts';
import type { CashMovementView, Counted, MovementKind, ShiftReport, ShiftState, ShiftView } from '../contract/shifts.ts';
import { type Actor, mayApprove } from '../shared/actor.ts';
import { type Clock, dayOf } from '../shared/clock.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import { newId } from '../shared/ids.ts';
import { integrationEvent } from '../shared/integration-event.ts';
import type { Journal, Person } from '../shared/journal.ts';
import type { Limits } from '../shared/limits.ts';
import { compare, type Money, money, negate } from '../shared/money.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import { compareCount, worthOf } from './count.ts';
import type { NewMovement, Shift, ShiftQueries, ShiftRepository, ShiftShop, Unresolved } from './ports.ts';
import { shiftReport } from './shift-report.ts';

export interface OpenShiftCommand {
  /** Of the float. */
  readonly id: string;
  readonly float: Counted;
}

export interface AddMovementCommand {
  readonly id: string;
  readonly kind: Exclude<MovementKind, 'float'>;
  /** More than nothing, whichever way it goes. */
  readonly amount: Money;
  readonly reason: string;
}

export interface CloseShiftCommand {
  readonly id: string;
  /** Of the shift that was counted. */
  readonly number: number;
  readonly counts: readonly Counted[];
  readonly reason: string;
  readonly keptFloat: Money | null;
}

/** Told inside the transaction, like all that follow. */
export interface ShiftOpened extends DomainEvent {
  readonly type: 'shift/opened';
  readonly shift: Shift;
}

export interface CashMoved extends DomainEvent {
  readonly type: 'shift/cash-moved';
  readonly movement: NewMovement;
}

export interface CashRulesChanged extends DomainEvent {
  readonly type: 'shift/rules-changed';
  readonly before: { readonly blindCount: boolean };
  readonly after: { readonly blindCount: boolean };
  readonly by: Actor;
}

interface Parts {
  readonly repository: ShiftRepository;
  readonly queries: ShiftQueries;
  readonly shop: ShiftShop;
  readonly unresolved: Unresolved;
  readonly limits: Limits;
  readonly journal: Journal<NewJournalEntry>;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** The drawer's days: one shift is open at a time, whoever sells, and each is counted once. */
export class ShiftService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * The open shift's number; opens one where none is. Inside the unit of work of a payment. Read each time: a number that was remembered would
   * outlive the rollback of the sale that opened it.
   */
  currentShift(): number {
    const { repository } = this.#parts;
    return (repository.open() ?? this.#open(null)).number;
  }

  /** The day of the open shift where that is not today; null otherwise. */
  shiftOfDay(): string | null {
    const open = this.#parts.repository.open();
    return open && this.#isOvernight(open) ? open.day : null;
  }

  getShift(actor: Actor): ShiftState {
    const { repository, shop, unresolved } = this.#parts;
    const open = repository.open();
    const movements = open ? repository.movements(open.number) : [];
    const drawer = open ? repository.drawer(open.number, shop.currency()) : [];
    const { keptFloat } = repository.last();
    return {
      shift: open ? this.#view(open) : null,
      movements,
      currencies: [...new Set([shop.currency(), ...shop.foreignCurrencies(), ...drawer.map(({ currency }) => currency)])],
      drawer: this.#countsBlind(actor) ? null : drawer,
      blindCount: repository.blindCount(),
      needsFloat: !movements.some(({ kind }) => kind === 'float'),
      keptFloat: keptFloat === null ? null : money(keptFloat, shop.currency()),
      unresolved: unresolved(),
    };
  }

  /**
   * @throws DomainError `shift/already-open` for a shift that has its float, `shared/currency-mismatch`, `shared/out-of-range`,
   * `shared/command-id-reused`
   */
  openShift({ id, float }: OpenShiftCommand, actor: Actor): ShiftView {
    const { unitOfWork, repository, shop, clock } = this.#parts;
    const amount = worthOf(float);
    compare(amount, money(0, shop.currency()));
    return unitOfWork.once<ShiftView>(
      { id, operation: 'shifts.openShift', body: { float } },
      () => {
        const user = personOf(actor);
        const open = repository.open();
        if (open && repository.movements(open.number).some(({ kind }) => kind === 'float'))
          throw new DomainError('shift/already-open', 'this shift has its float', { number: open.number });
        const shift = open ?? this.#open(user);
        this.#move({ id, shiftNumber: shift.number, kind: 'float', amount, reason: '', user, at: clock.now() });
        return this.#view(shift);
      },
      () => this.#view(this.#shiftOf(id)),
    );
  }

  /**
   * @throws DomainError `shift/not-open`, `shared/out-of-range` for nothing, `shared/currency-mismatch`, `shared/approval-needed`,
   * `shared/command-id-reused`
   */
  addMovement({ id, kind, amount, reason }: AddMovementCommand, actor: Actor): CashMovementView {
    const { unitOfWork, repository, shop, limits, clock } = this.#parts;
    if (compare(amount, money(0, shop.currency())) <= 0)
      throw new DomainError('shared/out-of-range', 'this takes more than nothing');
    const read = (): CashMovementView => {
      const movement = repository.movement(id);
      if (!movement) throw new Error('a noted movement is not there');
      return movement;
    };
    return unitOfWork.once<CashMovementView>(
      { id, operation: 'shifts.addMovement', body: { kind, amount, reason } },
      () => {
        const { number } = this.#openShift();
        if (kind === 'paid-out') limits.require(actor, 'paid-out', { amount });
        const felt = kind === 'paid-in' ? amount : negate(amount);
        this.#move({ id, shiftNumber: number, kind, amount: felt, reason, user: personOf(actor), at: clock.now() });
        return read();
      },
      read,
    );
  }

  /** @throws DomainError `shift/not-open`, `shared/forbidden` for a clerk who counts blind */
  getXReport(actor: Actor): ShiftReport {
    if (this.#countsBlind(actor)) {
      const details = { needed: 'manager', role: actor.role };
      throw new DomainError('shared/forbidden', 'this shop counts blind: the report takes a manager', details);
    }
    return this.#report(this.#openShift());
  }

  /** @throws DomainError `shift/report-not-found` */
  getZReport({ number }: { readonly number: number }): ShiftReport {
    const report = this.#parts.repository.report(number);
    if (!report) throw new DomainError('shift/report-not-found', 'there is no such report', { number });
    return report;
  }

  /**
   * Closes the shift that was counted. What is unresolved or not yet sent is noted in the report and keeps nobody from closing.
   * @throws DomainError `shift/not-open` when it is no longer the open one, `shift/reason-needed`, `shift/float-too-large`,
   * `shared/currency-mismatch`, `shared/out-of-range`, `shared/command-id-reused`
   */
  closeShift({ id, number, counts, reason, keptFloat }: CloseShiftCommand, actor: Actor): ShiftReport {
    const { unitOfWork, repository, shop, journal, eventBus, clock } = this.#parts;
    return unitOfWork.once<ShiftReport>(
      { id, operation: 'shifts.closeShift', body: { number, counts, reason, keptFloat } },
      () => {
        const shift = this.#openShift(number);
        const at = clock.now();
        const by = personOf(actor);
        const drawer = compareCount(repository.drawer(number, shop.currency()), counts);
        const isRight = drawer.every(({ variance }) => variance === 0);
        // Not how much: a clerk who counts blind would read it here.
        if (!isRight && reason === '') throw new DomainError('shift/reason-needed', 'the count differs: say why, or count again');
        const left = money(drawer.find(({ currency }) => currency === shop.currency())?.counted ?? 0, shop.currency());
        if (keptFloat && compare(keptFloat, left) > 0)
          throw new DomainError('shift/float-too-large', 'so much was not counted', {
            left: left.amount,
            currency: left.currency,
          });
        const report = this.#report(shift);
        repository.close(number, { at, by, keptFloat: keptFloat?.amount ?? null });
        journal.add({ kind: 'z-report', user: by, data: { number, totals: report.totals, drawer } });
        const head = journal.head();
        if (!head) throw new Error('the journal lost its entry');
        const { sequence, hash } = head;
        const said = isRight ? '' : reason;
        const closing = { at, by: by.name, counts: [...counts], drawer, reason: said, keptFloat, journal: { sequence, hash } };
        const closed: ShiftReport = { ...report, at, closing };
        repository.addReport(id, closed);
        eventBus.publish(integrationEvent('app.tillwright.till.shift-closed.v1', `shift ${number}`, at, closed));
        return closed;
      },
      () => {
        const report = repository.reportOf(id);
        if (!report) throw new Error('a closed shift has no report');
        return report;
      },
    );
  }

  setCashRules(after: { readonly blindCount: boolean }, by: Actor): { blindCount: boolean } {
    const { unitOfWork, repository, eventBus, clock } = this.#parts;
    return unitOfWork.run<{ blindCount: boolean }>(() => {
      const before = { blindCount: repository.blindCount() };
      repository.saveBlindCount(after.blindCount);
      const told: CashRulesChanged = { type: 'shift/rules-changed', occurredOn: clock.now(), before, after, by };
      eventBus.publish(told);
      return after;
    });
  }

  /** The next shift, with the float that the last one left. */
  #open(by: Person | null): Shift {
    const { repository, shop, journal, eventBus, clock } = this.#parts;
    const at = clock.now();
    const { number, keptFloat } = repository.last();
    const journalBefore = journal.head()?.sequence ?? 0;
    const shift: Shift = { number: number + 1, openedAt: at, day: dayOf(at), openedBy: by, journalBefore };
    repository.add(shift);
    const told: ShiftOpened = { type: 'shift/opened', occurredOn: at, shift };
    const opened = { number: shift.number, openedAt: at, openedBy: by?.name ?? null };
    eventBus.publish(told, integrationEvent('app.tillwright.till.shift-opened.v1', `shift ${shift.number}`, at, opened));
    // One that was counted or left as nothing may still be put in.
    if (by === null && keptFloat) {
      const amount = money(keptFloat, shop.currency());
      this.#move({ id: newId(), shiftNumber: shift.number, kind: 'float', amount, reason: '', user: null, at });
    }
    return shift;
  }

  #move(movement: NewMovement): void {
    const { repository, eventBus } = this.#parts;
    repository.addMovement(movement);
    const told: CashMoved = { type: 'shift/cash-moved', occurredOn: movement.at, movement };
    const view = repository.movement(movement.id);
    if (!view) throw new Error('a noted movement is not there');
    const key = `shift ${movement.shiftNumber}`;
    eventBus.publish(told, integrationEvent('app.tillwright.till.cash-moved.v1', key, movement.at, view));
  }

  #report(shift: Shift): ShiftReport {
    const { repository, queries, shop, unresolved, clock } = this.#parts;
    const currency = shop.currency();
    return shiftReport({
      shop: { name: shop.name(), registerCode: shop.registerCode(), currency },
      shift,
      at: clock.now(),
      figures: queries.figures(shift.number, shift.journalBefore),
      unresolved: unresolved(),
      movements: repository.movements(shift.number),
      drawer: repository.drawer(shift.number, currency),
    });
  }

  #openShift(number?: number): Shift {
    const open = this.#parts.repository.open();
    if (!open || (number !== undefined && open.number !== number))
      throw new DomainError('shift/not-open', 'no such shift is open');
    return open;
  }

  #shiftOf(movementId: string): Shift {
    const { repository } = this.#parts;
    const shift = repository.shift(repository.movement(movementId)?.shiftNumber ?? 0);
    if (!shift) throw new Error('an opened shift is not there');
    return shift;
  }

  #countsBlind(actor: Actor): boolean {
    return this.#parts.repository.blindCount() && !mayApprove(actor);
  }

  #isOvernight({ day }: Shift): boolean {
    return day < dayOf(this.#parts.clock.now());
  }

  #view(shift: Shift): ShiftView {
    const { number, openedAt, day, openedBy } = shift;
    return { number, openedAt, day, openedBy: openedBy?.name ?? null, overnight: this.#isOvernight(shift) };
  }
}

const personOf = ({ userId, userName }: Actor): Person => ({ id: userId, name: userName });
