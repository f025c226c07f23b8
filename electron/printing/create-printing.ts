import type { Area } from '../../domain/contract/operation.ts';
import type { OrderView } from '../../domain/contract/ordering.ts';
import type { CashChangedHands } from '../../domain/payment/payment.ts';
import { type PrintingParts, PrintingService } from '../../domain/printing/printing-service.ts';
import type { IntegrationEvent } from '../../domain/shared/integration-event.ts';
import type { CashMoved } from '../../domain/shift/shift-service.ts';
import { PrintQueue } from './print-queue.ts';
import { createPrintingHost, type PrintingHostParts } from './printing-host.ts';

type Parts = Omit<PrintingParts, 'wake'> &
  Omit<PrintingHostParts, 'service' | 'now'> & { readonly announce: (areas: readonly Area[]) => void };

/** Prints beside the sales: what was paid and what opens the drawer is put into the queue with it, and sent afterwards. */
export const createPrinting = (parts: Parts) => {
  const { repository, eventBus, clock, announce } = parts;
  const service = new PrintingService({ ...parts, wake: () => queue.wake() });
  const host = createPrintingHost({ ...parts, service, now: () => clock.now() });
  const queue = new PrintQueue({
    take: (isBusy) => service.takeNext(isBusy),
    send: (job) => host.send(job),
    ended: (job, failure) => service.ended(job, failure),
    announce: () => announce(['printing']),
  });
  eventBus.subscribe<IntegrationEvent<'app.tillwright.ordering.order-paid.v1', OrderView>>(
    'app.tillwright.ordering.order-paid.v1',
    ({ data }) => {
      service.orderPaid(data);
    },
  );
  eventBus.subscribe<CashMoved>('shift/cash-moved', ({ movement: { user } }) => {
    if (user) service.cashMoved(null, { userId: user.id, userName: user.name });
  });
  eventBus.subscribe<CashChangedHands>('payment/cash-changed-hands', ({ orderId, by }) => {
    service.cashMoved(orderId, by);
  });
  return {
    service,
    host,
    repository,
    /** Takes up what the last run left. */
    begin(): void {
      service.resume();
      queue.wake();
    },
    /** What is being sent is sent to its end or its time limit. */
    close: () => queue.close(),
  };
};
