import type { DomainEvent } from './domain-event.ts';

type Handler = (event: DomainEvent) => undefined;

/**
 * Synchronous, in-process. What is published waits until the unit of work drains it, inside the transaction:
 * a handler that throws rolls everything back.
 */
export class EventBus {
  readonly #handlers = new Map<string, Handler[]>();
  readonly #atEnd: ((told: readonly DomainEvent[]) => undefined)[] = [];
  #pending: DomainEvent[] = [];

  /** Calls `handler` for every event of this type, in the order of subscription. An async handler does not compile. */
  subscribe<E extends DomainEvent>(type: E['type'], handler: (event: E) => undefined): void {
    const handlers = this.#handlers.get(type) ?? [];
    handlers.push(handler as Handler);
    this.#handlers.set(type, handlers);
  }

  /** Calls `handler` with all that was delivered, once nothing is left. What it publishes is delivered too. */
  subscribeAtEnd(handler: (told: readonly DomainEvent[]) => undefined): void {
    this.#atEnd.push(handler);
  }

  publish(...events: DomainEvent[]): void {
    this.#pending.push(...events);
  }

  /** Delivers what is pending, and what its handlers publish, until nothing is left. */
  drain(): void {
    while (this.#pending.length > 0) {
      const told: DomainEvent[] = [];
      for (let event = this.#pending.shift(); event; event = this.#pending.shift()) {
        for (const handler of this.#handlers.get(event.type) ?? []) handler(event);
        told.push(event);
      }
      for (const handler of this.#atEnd) handler(told);
    }
  }

  /** Forgets what was not delivered: the transaction it belonged to was rolled back. */
  discard(): void {
    this.#pending = [];
  }
}
