import type { z } from 'zod';
import { toDomainError } from '../db/errors.ts';
import type { Grants } from '../domain/approval/grants.ts';
import type { Answer } from '../domain/contract/answer.ts';
import type { UserView } from '../domain/contract/identity.ts';
import { operations } from '../domain/contract/index.ts';
import type { Area } from '../domain/contract/operation.ts';
import { DomainError } from '../domain/shared/errors.ts';
import { hashOfInput } from './approve.ts';
import type { Handlers } from './handlers.ts';
import type { Session } from './sessions.ts';

export interface Dispatcher {
  /**
   * Runs one operation for whoever sits at `session`: known name, role, shape, approval, in this order. Never throws.
   * @param operation `module.operation`
   * @param approvalId of a manager who approved this very call (`approvals.approve`)
   */
  dispatch(session: Session, operation: string, input: unknown, approvalId?: string): Promise<Answer>;
  /** Settles when nothing is being answered. */
  idle(): Promise<void>;
}

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly grants: Pick<Grants, 'redeem'>;
  /** Somebody as they are now: a session outlives a change of role. */
  readonly userOf: (userId: string) => UserView | undefined;
  /** Told after a command ended, when its transaction is on disk. */
  readonly announce: (areas: readonly Area[]) => void;
  /** Told about faults that are ours; never about refusals, and never with the input. */
  readonly reportFault: (operation: string, error: unknown) => void;
}

type AnyHandler = (input: unknown, session: Session) => unknown;

export const createDispatcher = ({ handlers, grants, userOf, announce, reportFault }: DispatcherOptions): Dispatcher => {
  const running = new Set<Promise<Answer>>();

  const approvedCaller = (session: Session, operation: string, parsed: unknown, approvalId: string): Session => {
    const { userId } = session.actor;
    return session.approvedBy(grants.redeem(approvalId, { userId, operation, inputHash: hashOfInput(parsed) }));
  };

  const answer = async (session: Session, operation: string, input: unknown, approvalId?: string): Promise<Answer> => {
    try {
      const description = operations.get(operation);
      if (!description) throw new DomainError('shared/unknown-operation', 'there is no such operation');
      session.follow(userOf);
      session.admit(operation, description.access);
      const parsed = description.input.safeParse(input);
      if (!parsed.success) throw invalidInput(parsed.error);
      const caller = approvalId === undefined ? session : approvedCaller(session, operation, parsed.data, approvalId);
      try {
        return { ok: true, value: await (handlers[operation as keyof Handlers] as AnyHandler)(parsed.data, caller) };
      } finally {
        // After a refusal too: a command that asks the outside has a first transaction that stays.
        if (description.changes.length > 0) announce(description.changes);
      }
    } catch (thrown) {
      const error = toDomainError(thrown);
      if (error.code === 'shared/internal') reportFault(operation, thrown);
      return { ok: false, error: { code: error.code, message: error.message, details: error.details } };
    }
  };

  return {
    dispatch(session, operation, input, approvalId) {
      const answered = answer(session, operation, input, approvalId);
      running.add(answered);
      void answered.finally(() => running.delete(answered));
      return answered;
    },
    async idle() {
      await Promise.all(running);
    },
  };
};

/** Names the first place that does not fit; what stood there is never repeated, it may be a password. */
const invalidInput = (error: z.ZodError): DomainError => {
  const issue = error.issues[0];
  const path = (issue?.path ?? []).map(String).join('.').slice(0, 200);
  return new DomainError('shared/invalid-input', `${path || 'input'}: ${issue?.code ?? 'does not fit'}`, { path });
};
