import type { DomainEvent } from './domain-event.ts';

/** An aggregate's root: guards its own rules and keeps the facts it caused until they are published. */
export abstract class Entity {
  readonly id: string;
  #domainEvents: DomainEvent[] = [];

  constructor(id: string) {
    this.id = id;
  }

  get domainEvents(): readonly DomainEvent[] {
    return this.#domainEvents;
  }

  // The type parameter lets a literal of a richer event be checked against its own type.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  protected addDomainEvent<E extends DomainEvent>(event: E): void {
    this.#domainEvents.push(event);
  }

  /** Hands over the recorded events, once. */
  releaseDomainEvents(): DomainEvent[] {
    const events = this.#domainEvents;
    this.#domainEvents = [];
    return events;
  }
}
