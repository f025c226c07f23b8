import { requireOwner } from '../../domain/shared/actor.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import type { Handlers } from '../handlers.ts';

type SyncHandlers = Pick<Handlers, Extract<keyof Handlers, `sync.${string}`>>;

const notPaired = (): never => {
  throw new DomainError('sync/not-paired', 'this register has no remote');
};

export const syncHandlers = (): SyncHandlers => ({
  'sync.getState': () => ({
    remote: null,
    status: 'unpaired',
    waiting: 0,
    oldestWaitingAt: null,
    parked: 0,
    trouble: null,
    nextTryAt: null,
    lastSentAt: null,
    lastPulledAt: null,
    sending: false,
    pulling: false,
    oversold: 0,
  }),
  'sync.getQueue': notPaired,
  'sync.pair': notPaired,
  'sync.setReceiver': notPaired,
  'sync.unpair': notPaired,
  'sync.syncNow': notPaired,
  'sync.sendAgain': notPaired,
  'sync.discard': (_, { actor }) => {
    requireOwner(actor, 'discard-event');
    return notPaired();
  },
  'sync.exportQueue': notPaired,
  'sync.carryQueue': notPaired,
  'sync.joinStore': notPaired,
  'sync.getOversold': () => [],
  'sync.resolveOversold': notPaired,
});
