/** How long a background writer waits before it looks again whether the till is still writing, in milliseconds. */
const LOOK_AGAIN_MS = 20;

/**
 * SQLite has one writer at a time. A clerk's transaction comes first: while the till wants to write or writes, a background
 * writer begins no transaction. Shared between threads.
 */
export interface WriteTurn {
  /** Handed to the other thread. */
  readonly shared: SharedArrayBuffer;
  /** The till's side: says that it writes from now on. */
  take(): void;
  /** The till's side: says that it is done. */
  release(): void;
  /** The background's side: waits until the till does not write. Blocks its thread. */
  wait(): void;
  /** The background's side: whether the till waits for a running transaction to end, or writes. */
  isTaken(): boolean;
}

/** @param shared of the other thread's turn; a new one without */
export const createWriteTurn = (shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)): WriteTurn => {
  const writing = new Int32Array(shared);
  return {
    shared,
    take: () => void Atomics.store(writing, 0, 1),
    release() {
      Atomics.store(writing, 0, 0);
      Atomics.notify(writing, 0);
    },
    isTaken: () => Atomics.load(writing, 0) === 1,
    wait() {
      while (Atomics.load(writing, 0) === 1) Atomics.wait(writing, 0, 1, LOOK_AGAIN_MS);
    },
  };
};
