import type { Actor } from '../shared/actor.ts';
import { DomainError } from '../shared/errors.ts';
import { newId } from '../shared/ids.ts';

/** How long a manager's word holds, in milliseconds. */
export const GRANT_MS = 60_000;

/** What was approved: one call of one person, by the hash of its input. */
export interface ApprovedCall {
  readonly userId: string;
  readonly operation: string;
  readonly inputHash: string;
}

type Approver = NonNullable<Actor['approvedBy']>;

/**
 * What managers approved and nobody used yet. In memory alone: a restart forgets it, as a minute would.
 * @param now milliseconds that pass alike whatever the clock is set to
 */
export class Grants {
  readonly #open = new Map<string, ApprovedCall & { readonly approver: Approver; readonly until: number }>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns the id that goes beside the approved call */
  give(call: ApprovedCall, approver: Approver): string {
    this.#sweep();
    const id = newId();
    this.#open.set(id, { ...call, approver, until: this.#now() + GRANT_MS });
    return id;
  }

  /** Uses a grant up, whether it fits or not. @throws DomainError `shared/approval-invalid` */
  redeem(id: string, call: ApprovedCall): Approver {
    this.#sweep();
    const grant = this.#open.get(id);
    this.#open.delete(id);
    const fits = grant?.userId === call.userId && grant.operation === call.operation && grant.inputHash === call.inputHash;
    if (!grant || !fits) throw new DomainError('shared/approval-invalid', 'this was not approved, or a minute ago');
    return grant.approver;
  }

  /** Who leaves the till leaves what was approved for them. */
  forget(userId: string): void {
    for (const [id, grant] of this.#open) if (grant.userId === userId) this.#open.delete(id);
  }

  /** What this person approved, or had approved, counts no more: they changed or left. */
  revoke(userId: string): void {
    for (const [id, { userId: asked, approver }] of this.#open) {
      if (asked === userId || approver.userId === userId) this.#open.delete(id);
    }
  }

  #sweep(): void {
    for (const [id, { until }] of this.#open) if (until < this.#now()) this.#open.delete(id);
  }
}
