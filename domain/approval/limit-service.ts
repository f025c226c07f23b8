import type { LimitRules } from '../contract/approvals.ts';
import type { Actor } from '../shared/actor.ts';
import type { Clock } from '../shared/clock.ts';
import type { DomainEvent } from '../shared/domain-event.ts';
import { DomainError } from '../shared/errors.ts';
import type { EventBus } from '../shared/event-bus.ts';
import type { LimitedAction, Limits, Measure } from '../shared/limits.ts';
import { settingsChanged } from '../shared/settings-changed.ts';
import type { UnitOfWork } from '../shared/unit-of-work.ts';
import type { LimitRulesRepository } from './ports.ts';

/** What a shop begins with: a clerk sells and gives small discounts; whatever hands money out is a manager's. */
export const FIRST_LIMITS: LimitRules = {
  clerk: {
    'price-change': 0,
    discount: 100_000,
    'return-without-receipt': 0,
    'refund-to-other-tender': 0,
    void: 0,
    'drawer-opening': 0,
    'paid-out': 0,
    'negative-stock': 0,
    'tax-exemption': 0,
    reprint: null,
  },
  manager: {
    'price-change': null,
    discount: null,
    'return-without-receipt': null,
    'refund-to-other-tender': null,
    void: null,
    'drawer-opening': null,
    'paid-out': null,
    'negative-stock': null,
    'tax-exemption': null,
    reprint: null,
  },
};

/** Somebody did, with a manager's word, what is above their own limit. Told inside the transaction. */
export interface ApprovalUsed extends DomainEvent {
  readonly type: 'approval/used';
  readonly action: LimitedAction;
  readonly measure: Measure | null;
  readonly by: Actor;
  readonly approvedBy: NonNullable<Actor['approvedBy']>;
}

/** Told inside the transaction. */
export interface LimitsChanged extends DomainEvent {
  readonly type: 'approval/limits-changed';
  readonly before: LimitRules;
  readonly after: LimitRules;
  readonly by: Actor;
}

interface Parts {
  readonly repository: LimitRulesRepository;
  readonly unitOfWork: UnitOfWork;
  readonly eventBus: EventBus;
  readonly clock: Clock;
}

/** How far each role goes alone. */
export class LimitService implements Limits {
  readonly #parts: Parts;
  /** Read once, and again after a change. */
  #known: LimitRules | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  getLimits(): LimitRules {
    this.#known ??= this.#parts.repository.limits() ?? FIRST_LIMITS;
    return this.#known;
  }

  setLimits(rules: LimitRules, by: Actor): LimitRules {
    const { repository, unitOfWork, eventBus, clock } = this.#parts;
    const before = this.getLimits();
    unitOfWork.run<null>(() => {
      repository.saveLimits(rules);
      const told: LimitsChanged = { type: 'approval/limits-changed', occurredOn: clock.now(), before, after: rules, by };
      eventBus.publish(told, settingsChanged('limits', rules, told.occurredOn));
      return null;
    });
    this.#known = rules;
    return rules;
  }

  /** Forgets what was read of the limits: somebody else changed them. */
  forget(): void {
    this.#known = undefined;
  }

  require(actor: Actor, action: LimitedAction, measure?: Measure): void {
    if (this.#covers(actor.role, action, measure)) return;
    const { approvedBy } = actor;
    if (!approvedBy || !this.#covers(approvedBy.role, action, measure)) {
      const bound = this.#boundOf(actor.role, action);
      const wanted = measure && ('ppm' in measure ? measure.ppm : measure.amount.amount);
      const currency = measure && 'amount' in measure ? measure.amount.currency : null;
      const details = { action, limit: bound, wanted: wanted ?? null, currency, approver: approvedBy?.userName ?? null };
      throw new DomainError('shared/approval-needed', `${action} is above the limit of this role`, details);
    }
    const used = {
      type: 'approval/used',
      occurredOn: this.#parts.clock.now(),
      action,
      measure: measure ?? null,
      by: actor,
    } as const;
    const told: ApprovalUsed = { ...used, approvedBy };
    this.#parts.eventBus.publish(told);
  }

  #covers(role: Actor['role'], action: LimitedAction, measure: Measure | undefined): boolean {
    const bound = this.#boundOf(role, action);
    if (bound === null) return true;
    if (bound === 0 || !measure) return false;
    return ('ppm' in measure ? measure.ppm : measure.amount.amount) <= bound;
  }

  #boundOf(role: Actor['role'], action: LimitedAction): number | null {
    return role === 'owner' ? null : this.getLimits()[role][action];
  }
}
