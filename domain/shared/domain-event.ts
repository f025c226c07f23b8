/** A fact that happened inside this till. `type` is `module/past-tense`. */
export interface DomainEvent {
  readonly type: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly occurredOn: number;
}
