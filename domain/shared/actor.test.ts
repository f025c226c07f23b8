import { expect, it } from 'vitest';
import { type Actor, requireOwner } from './actor.ts';

const actor = (role: Actor['role'], approver?: Actor['role']): Actor => ({
  userId: role,
  userName: role,
  role,
  ...(approver && { approvedBy: { userId: `other ${approver}`, userName: approver, role: approver } }),
});

it('lets an owner do what is an owner’s alone, and others with an owner’s word', () => {
  for (const allowed of [actor('owner'), actor('manager', 'owner'), actor('clerk', 'owner')]) {
    expect(() => requireOwner(allowed, 'discard-event')).not.toThrow();
  }
});

it('asks for an owner, whatever a manager approved', () => {
  for (const refused of [actor('clerk'), actor('manager'), actor('clerk', 'manager'), actor('manager', 'manager')]) {
    expect(() => requireOwner(refused, 'discard-event')).toThrow(
      expect.objectContaining({
        code: 'shared/approval-needed',
        details: { action: 'discard-event', needed: 'owner' },
      }),
    );
  }
});
