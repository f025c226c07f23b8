/** A commit brought events, the network came back, or somebody wants it at once. */
export type WakeReason = 'commit' | 'network' | 'now';

/** The wait between two rounds of a loop, which the right reason ends. */
export class Pause {
  #isEnded = false;
  /** What came while nobody waited. */
  #missed = false;
  #wakers: ((reason: WakeReason) => void) | undefined;

  /** Waits for any reason; one that came since the last wait ends it at once. */
  async idle(ms: number): Promise<void> {
    if (this.#missed) {
      this.#missed = false;
      return;
    }
    await this.#wait(ms, () => true);
  }

  /** Waits after a failure: a commit does not end it, the return of the network does, unless the remote asked for this wait itself. */
  async backOff(ms: number, wasAskedFor: boolean): Promise<void> {
    await this.#wait(ms, (reason) => reason === 'now' || (reason === 'network' && !wasAskedFor));
  }

  wake(reason: WakeReason): void {
    if (this.#wakers) this.#wakers(reason);
    else this.#missed = true;
  }

  /** No wait from here on. */
  end(): void {
    this.#isEnded = true;
    this.#wakers?.('now');
  }

  #wait(ms: number, counts: (reason: WakeReason) => boolean): Promise<void> {
    if (this.#isEnded) return Promise.resolve();
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wakers = undefined;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wakers = (reason) => {
        if (counts(reason)) done();
      };
    });
  }
}
