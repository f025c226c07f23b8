import type { UserView } from '../../domain/contract/identity.ts';
import type { UserChanged } from '../../domain/identity/identity-events.ts';
import type { UserRepository } from '../../domain/identity/ports.ts';
import type { EventBus } from '../../domain/shared/event-bus.ts';

/**
 * Somebody as they are now, read once and again after a change: every call of every session asks.
 */
export const createUserLookup = (
  users: Pick<UserRepository, 'get'>,
  eventBus: EventBus,
): ((userId: string) => UserView | undefined) => {
  const known = new Map<string, UserView>();
  eventBus.subscribe<UserChanged>('identity/user-changed', ({ after }) => {
    known.delete(after.id);
  });
  return (userId) => {
    const user = known.get(userId) ?? users.get(userId);
    if (user) known.set(userId, user);
    return user;
  };
};
