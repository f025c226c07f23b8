import { setImmediate as letOthersRun } from 'node:timers/promises';
import type { OwnSource } from '../domain/shared/source.ts';
import { BACKOFF, type BackoffBounds, createBackoff } from './backoff.ts';
import { plain } from './classify.ts';
import { Pause, type WakeReason } from './pause.ts';
import type { ChangeApplier, ExchangeState, Outcome, OutgoingEvent, OutgoingQueue, Remote, Retry, Settlement } from './remote.ts';
import { type Capabilities, type ChangesPage, type EventResult, MAX_EVENT_BYTES } from './wire.ts';

export interface LoopParts {
  readonly queue: OutgoingQueue;
  readonly remote: Remote;
  readonly now: () => number;
  /** Gives a number from 0 to below 1. */
  readonly random: () => number;
  readonly tell: (state: ExchangeState) => void;
  /** Told about faults that are ours. */
  readonly reportFault: (error: unknown) => void;
  /** Takes in what the hub sends; without it nothing is pulled. */
  readonly apply?: ChangeApplier | undefined;
  /** Told after changes were taken in. */
  readonly applied?: (areas: ReturnType<ChangeApplier>) => void;
  readonly backoff?: BackoffBounds;
  /** How often a queue is looked at that nobody woke, in milliseconds. */
  readonly idleMs?: number;
}

/** The most that goes into one request, whatever the remote would take: a slow line has to carry it within the timeout. */
const MOST_EVENTS = 500;
const MOST_BYTES = 1024 * 1024;
const IDLE_MS = 60_000;
/** How long the hub may hold an answer back; well below the timeout of a request. In seconds. */
const WAIT_SECONDS = 20;
const PAGE = 1000;

/** One of the two that run: what hinders it, and when it goes on. */
class Lane {
  readonly pause = new Pause();
  readonly backoff: ReturnType<typeof createBackoff>;
  trouble: ExchangeState['trouble'] = null;
  nextTryAt: number | null = null;

  constructor(backoff: ReturnType<typeof createBackoff>) {
    this.backoff = backoff;
  }

  wentWell(): void {
    this.trouble = null;
    this.backoff.reset();
  }
}

/**
 * Sends the outbox and takes in the hub's changes, until it is stopped. It keeps nothing that counts: what is sent, refused and waiting
 * stands in the queue, so a crash between sending and marking only sends again.
 */
export class SyncLoop {
  readonly #parts: LoopParts;
  readonly #push: Lane;
  readonly #pull: Lane;
  readonly #running: Promise<unknown>;
  #isStopped = false;
  /** What the remote said of itself; undefined: it has to be asked first. */
  #shaken: Capabilities | null | undefined;
  /** Halved when a request was too slow, so that a bad line carries at least a few events. */
  #mostEvents = MOST_EVENTS;
  /** Halved when a page was larger than a reply may be. */
  #pageSize = PAGE;
  /** The page behind the one that was taken in last, which is on its way. */
  #askedAhead: Promise<Outcome<ChangesPage>> | undefined;
  #isSending = false;
  #isPulling = false;

  constructor(parts: LoopParts) {
    this.#parts = parts;
    const backoff = () => createBackoff(parts.random, parts.backoff ?? BACKOFF);
    this.#push = new Lane(backoff());
    this.#pull = new Lane(backoff());
    this.#running = Promise.all([this.#keepPushing(), this.#keepPulling()]);
  }

  /** A commit brought events, the network came back, or somebody wants it at once. */
  wake(reason: WakeReason): void {
    this.#push.pause.wake(reason);
    if (reason !== 'commit') this.#pull.pause.wake(reason);
  }

  /** Ends what is under way. What was sent and not marked is sent again the next time. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#parts.remote.close();
    this.#push.pause.end();
    this.#pull.pause.end();
    await this.#running;
  }

  async #keepPushing(): Promise<void> {
    while (!this.#isStopped) {
      const failure = await this.#guard(async () => (await this.#shakeHands()) ?? (await this.#drain()));
      if (this.#hasStopped()) return;
      if (failure) await this.#waitAfter(this.#push, failure);
      else {
        this.#push.wentWell();
        this.#tell();
        await this.#push.pause.idle(this.#parts.idleMs ?? IDLE_MS);
      }
    }
  }

  /** A full disk or a locked file ends a round and not the loop. */
  async #guard(round: () => Promise<Retry | undefined>): Promise<Retry | undefined> {
    try {
      return await round();
    } catch (error) {
      this.#parts.reportFault(error);
      return again('remote-error', 'the till could not read or write its own file');
    }
  }

  async #waitAfter(lane: Lane, { trouble, message, retryAfterMs }: Retry): Promise<void> {
    const at = this.#parts.now();
    const waitMs = lane.backoff.next(retryAfterMs);
    lane.trouble = { kind: trouble, message, at };
    lane.nextTryAt = at + waitMs;
    // Another network may lead to another remote, or to a newer one.
    this.#shaken = undefined;
    this.#tell();
    await lane.pause.backOff(waitMs, retryAfterMs !== null);
    lane.nextTryAt = null;
  }

  /** Asks what the remote takes and knows, once until the next failure. */
  async #shakeHands(): Promise<Retry | undefined> {
    if (this.#shaken !== undefined) return undefined;
    const { queue, remote } = this.#parts;
    let said: Capabilities | null = null;
    const sources = queue.sources();
    for (const own of sources) {
      const answer = await remote.capabilities(own.source);
      if (answer.outcome === 'retry') return answer;
      if (answer.outcome === 'rejected') return again(answer.code.startsWith('http-') ? 'not-a-hub' : 'refused', answer.message);
      said = answer.value;
      // A receiver that knows nobody.
      if (!said) break;
      if (!said.register) return again('not-authorised', 'the hub does not know this register’s token');
      const failure = this.#compare(own, own === sources.at(-1), said.register);
      if (failure) return failure;
    }
    this.#shaken = said;
    // It has waited for this.
    this.#pull.pause.wake('commit');
    return undefined;
  }

  /** What the remote has of the events told under one name, beside what the file has. */
  #compare(own: OwnSource, isPresent: boolean, known: NonNullable<Capabilities['register']>): Retry | undefined {
    const { queue } = this.#parts;
    const { source, lastSequence, lastId } = known;
    if (source !== own.source) return undefined;
    const ours = lastSequence > own.after ? queue.idAt(lastSequence) : undefined;
    const isOld = lastSequence > own.until || (ours !== undefined && lastId !== null && ours !== lastId);
    // Under a former name the remote may have heard more than this copy of the file knows: it was asked about that then.
    if (isOld && isPresent) return again('old-copy', 'the hub knows newer events of this register: this file is an old copy');
    // It was restored from a backup, or it is another one: what was confirmed before is confirmed again.
    if (lastSequence < queue.lastSent(own)) queue.sendAgainAfter(lastSequence, own);
    return undefined;
  }

  /** Sends until nothing is left to send. @returns what stopped it before */
  async #drain(): Promise<Retry | undefined> {
    const { queue } = this.#parts;
    const { batch, maxEventBytes } = this.#shaken ?? { batch: null, maxEventBytes: MAX_EVENT_BYTES };
    try {
      for (;;) {
        const events = queue.next({
          events: batch ? Math.min(batch.maxEvents, this.#mostEvents) : 1,
          bytes: batch ? Math.min(batch.maxBytes, MOST_BYTES) : maxEventBytes,
          eventBytes: Math.min(maxEventBytes, MAX_EVENT_BYTES),
        });
        const failure = events.length > 0 ? await this.#sendAll(events, batch !== null) : await this.#carryOne();
        if (failure === 'nothing-left') return undefined;
        if (failure) return failure;
        if (this.#hasStopped()) return undefined;
      }
    } finally {
      this.#isSending = false;
    }
  }

  /** Sends these, and a batch that is refused as a whole by halves, until the one is found that is to blame. */
  async #sendAll(events: readonly OutgoingEvent[], asBatch: boolean): Promise<Retry | undefined> {
    const open: (readonly OutgoingEvent[])[] = [events];
    for (let part = open.shift(); part; part = open.shift()) {
      const answer = await this.#send(part, asBatch);
      if (this.#hasStopped()) return undefined;
      if (answer.outcome === 'retry') {
        if (answer.trouble === 'timeout') this.#mostEvents = Math.max(1, Math.floor(part.length / 2));
        return answer;
      }
      if (answer.outcome === 'delivered') {
        const settlement = settle(part, answer.value);
        if (settlement.sent.length + settlement.parked.length === 0) {
          return again('not-a-hub', 'the answer names none of the events that were sent');
        }
        this.#parts.queue.settle(settlement);
        this.#mostEvents = Math.min(MOST_EVENTS, this.#mostEvents * 2);
        this.#push.wentWell();
        this.#tell();
      } else if (part.length > 1) {
        const half = Math.ceil(part.length / 2);
        open.unshift(part.slice(0, half), part.slice(half));
      } else {
        const { code, message } = answer;
        this.#parts.queue.settle({ sent: [], parked: part.map(({ sequence }) => ({ sequence, code, message })) });
        this.#push.wentWell();
        this.#tell();
      }
    }
    return undefined;
  }

  async #send(part: readonly OutgoingEvent[], asBatch: boolean): Promise<Outcome<readonly EventResult[]>> {
    const { queue, remote } = this.#parts;
    if (!this.#isSending) {
      this.#isSending = true;
      this.#tell();
    }
    const [first] = part;
    if (asBatch || !first) return remote.sendBatch(part, queue.journalHead());
    const answer = await remote.sendOne(first, queue.journalHead());
    return answer.outcome === 'delivered' ? { ...answer, value: [answer.value] } : answer;
  }

  /** Sends one part of another till's queue on. */
  async #carryOne(): Promise<Retry | 'nothing-left' | undefined> {
    const { queue, remote } = this.#parts;
    const part = this.#shaken ? queue.nextCarried() : undefined;
    if (!part) return 'nothing-left';
    const { seq, ...signed } = part;
    const answer = await remote.carry(signed);
    if (answer.outcome === 'retry') return answer;
    queue.carried(seq, answer.outcome === 'rejected' ? answer.message : null);
    return undefined;
  }

  async #keepPulling(): Promise<void> {
    const { apply } = this.#parts;
    if (!apply) return;
    while (!this.#isStopped) {
      if (!this.#shaken) {
        await this.#pull.pause.idle(this.#parts.idleMs ?? IDLE_MS);
        continue;
      }
      const failure = await this.#guard(() => this.#pullPage(apply));
      if (this.#hasStopped()) return;
      if (!failure) continue;
      await this.#waitAfter(this.#pull, failure);
      // It shakes hands again.
      this.#push.pause.wake('commit');
    }
  }

  async #pullPage(apply: ChangeApplier): Promise<Retry | undefined> {
    const { queue, remote } = this.#parts;
    // After a failure an answer at once says that it is over, though there may be nothing new.
    const mayWait = !this.#isPulling && this.#pull.trouble === null;
    const asked = this.#askedAhead ?? remote.changes(queue.cursor(), this.#pageSize, mayWait ? WAIT_SECONDS : 0);
    this.#askedAhead = undefined;
    const answer = await asked;
    if (this.#isStopped) return undefined;
    if (answer.outcome === 'delivered') {
      const { cursor, more } = answer.value;
      // The remote looks for the next page while this one is taken in; it is on its way before that begins.
      const next = more ? remote.changes(cursor, this.#pageSize, 0) : undefined;
      await letOthersRun();
      this.#take(answer.value, apply);
      this.#askedAhead = next;
      return undefined;
    }
    const failure = answer.outcome === 'retry' ? answer : again('remote-error', answer.message);
    if (failure.trouble === 'reply-too-large') this.#pageSize = Math.ceil(this.#pageSize / 2);
    return failure;
  }

  #take({ changes, cursor, more }: ChangesPage, apply: ChangeApplier): void {
    const { queue, applied } = this.#parts;
    const areas = changes.length > 0 ? apply(changes) : [];
    // After the changes themselves: a crash in between takes them in again, which changes nothing.
    queue.pulled(cursor);
    if (areas.length > 0) applied?.(areas);
    const hasNews = more !== this.#isPulling || this.#pull.trouble !== null || changes.length > 0;
    this.#isPulling = more;
    this.#pull.wentWell();
    if (hasNews) this.#tell();
  }

  #tell(): void {
    const [push, pull] = [this.#push, this.#pull];
    const hindered = push.trouble ? push : pull;
    this.#parts.tell({
      trouble: hindered.trouble,
      nextTryAt: hindered.nextTryAt,
      sending: this.#isSending,
      pulling: this.#isPulling,
    });
  }

  /** Asked anew: it may have been stopped while something was awaited. */
  #hasStopped(): boolean {
    return this.#isStopped;
  }
}

const again = (trouble: Retry['trouble'], message: string): Retry => ({
  outcome: 'retry',
  trouble,
  message,
  retryAfterMs: null,
});

/** What an answer settles. An id that it does not name stays as it is. */
const settle = (events: readonly OutgoingEvent[], results: readonly EventResult[]): Settlement => {
  const byId = new Map(results.map((result) => [result.id, result]));
  const named = events.flatMap(({ id, sequence }) => {
    const result = byId.get(id);
    return result ? [{ ...result, sequence }] : [];
  });
  return {
    sent: named.filter(({ outcome }) => outcome !== 'rejected').map(({ sequence }) => sequence),
    parked: named
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ sequence, reason = 'refused', message = '' }) => ({
        sequence,
        code: plain(reason).slice(0, 60),
        message: plain(message),
      })),
  };
};
