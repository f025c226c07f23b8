import type { createOversoldQueries } from '../../db/queries/oversold-queries.ts';
import type { StockService } from '../../domain/catalog/stock-service.ts';
import type { OversoldView } from '../../domain/contract/sync.ts';
import type { Clock } from '../../domain/shared/clock.ts';
import { DomainError } from '../../domain/shared/errors.ts';
import { newId } from '../../domain/shared/ids.ts';
import type { UnitOfWork } from '../../domain/shared/unit-of-work.ts';
import type { Handlers } from '../handlers.ts';

interface Parts {
  readonly queries: ReturnType<typeof createOversoldQueries>;
  readonly stock: StockService;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
}

/** Items below zero, and a manager's answer to each. A count tells all tills; that goods are owed is remembered here alone. */
export const oversoldHandlers = ({
  queries,
  stock,
  unitOfWork,
  clock,
}: Parts): Pick<Handlers, 'sync.getOversold' | 'sync.resolveOversold'> => ({
  'sync.getOversold': () => queries.oversold(),
  'sync.resolveOversold': (command, { actor }) =>
    unitOfWork.once<OversoldView[]>(
      { id: command.id, operation: 'sync.resolveOversold', body: command },
      () => {
        const { itemId, answer, counted, note } = command;
        const level = queries.levelOf(itemId);
        if (level === undefined) throw new DomainError('catalog/not-oversold', 'this item is not below zero');
        if (answer === 'owed') queries.owe(itemId, level, note, actor, clock.now());
        else {
          const quantity = answer === 'counted' ? counted : 0;
          if (quantity === null) throw new DomainError('shared/invalid-input', 'say how many were counted', { path: 'counted' });
          stock.adjustStock({ id: newId(), itemId, reason: 'count', quantity, note }, actor);
        }
        return queries.oversold();
      },
      () => queries.oversold(),
    ),
});
