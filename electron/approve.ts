import { createHash } from 'node:crypto';
import { GRANT_MS, type Grants } from '../domain/approval/grants.ts';
import type { InputOf, OutputOf } from '../domain/contract/index.ts';
import { operations } from '../domain/contract/index.ts';
import type { IdentityService } from '../domain/identity/identity-service.ts';
import { mayApprove } from '../domain/shared/actor.ts';
import { canonicalJson } from '../domain/shared/canonical-json.ts';
import type { Clock } from '../domain/shared/clock.ts';
import { DomainError } from '../domain/shared/errors.ts';
import { actorOf, type Session } from './sessions.ts';

/** What an input is known by: two that a schema reads alike are the same. */
export const hashOfInput = (parsed: unknown): string => createHash('sha256').update(canonicalJson(parsed)).digest('hex');

interface Parts {
  readonly grants: Grants;
  readonly identity: IdentityService;
  readonly clock: Clock;
}

/**
 * A manager's PIN for one call of the person who sits here.
 * @throws DomainError `shared/unknown-operation`, `shared/invalid-input`, `shared/forbidden` for somebody who approves nothing, and what a wrong
 * PIN brings
 */
export const createApprove =
  ({ grants, identity, clock }: Parts) =>
  async (wanted: InputOf<'approvals.approve'>, session: Session): Promise<OutputOf<'approvals.approve'>> => {
    const { operation, approverId, pin } = wanted;
    const { userId } = session.actor;
    const description = operations.get(operation);
    if (!description) throw new DomainError('shared/unknown-operation', 'there is no such operation');
    const parsed = description.input.safeParse(wanted.input);
    if (!parsed.success) throw new DomainError('shared/invalid-input', 'what is to be approved does not fit its operation');
    const approver = await identity.confirm(approverId, 'pin', pin);
    const { role, ...person } = actorOf(approver);
    if (!mayApprove({ role, ...person }))
      throw new DomainError('shared/forbidden', 'a manager approves', { needed: 'manager', role });
    // Somebody else may sit here by now: the PIN took its time.
    if (session.actor.userId !== userId) throw new DomainError('shared/not-signed-in', 'somebody else signed in meanwhile');
    const approvalId = grants.give({ userId, operation, inputHash: hashOfInput(parsed.data) }, { role, ...person });
    return { approvalId, expiresAt: clock.now() + GRANT_MS };
  };
