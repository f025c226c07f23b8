type Sync<T> = T extends PromiseLike<unknown> ? never : T;

/** A command as its caller named it: the same id with the same body is the same command. */
export interface Command {
  /** Made by the caller, UUIDv7. */
  readonly id: string;
  /** `module.operation` */
  readonly operation: string;
  readonly body: unknown;
}

/** One synchronous transaction. A throw rolls it back; nothing may be awaited inside. */
export interface UnitOfWork {
  /**
   * Runs `work` in a transaction that is on disk when this returns; inside another unit it joins that one.
   * Pending events are delivered before the commit. An async `work` does not compile.
   */
  run<T>(work: () => Sync<T>): T;

  /**
   * Runs `work` once for this command id. A repeat with the same body gives `replay()` and changes nothing.
   * @throws DomainError `shared/command-id-reused` when the id was used for another operation or body
   */
  once<T>(command: Command, work: () => Sync<T>, replay: () => Sync<T>): T;
}
