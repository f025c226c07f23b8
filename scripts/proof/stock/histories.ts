import * as fc from 'fast-check';
import type { NumberedCount, NumberedMovement } from '../../../domain/catalog/stock-level.ts';

/** How a level is worked out: the product's way, or a wrong one that the proof must find. `taken` is all of it as it came. */
export type LevelRule = (
  movements: readonly NumberedMovement[],
  counts: readonly NumberedCount[],
  taken: readonly Fact[],
) => number;

export type Fact = ({ readonly kind: 'movement' } & NumberedMovement) | ({ readonly kind: 'count' } & NumberedCount);

const TILLS = 3;
const till = fc.nat({ max: TILLS - 1 });
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('move' as const), till, quantity: fc.integer({ min: -9, max: 9 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('count' as const), till, counted: fc.nat({ max: 40 }), clock: fc.nat({ max: 3 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('send' as const), till, which: fc.nat(), lost: fc.boolean(), again: fc.boolean() }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pull' as const), till, most: fc.nat({ max: 4 }), again: fc.boolean() }) },
);
/** What three tills and the network between them and a hub do, one thing after the other. */
export const history = fc.array(step, { maxLength: 60 });
export type History = readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[];

class Site {
  readonly taken: Fact[] = [];
  take(...facts: readonly Fact[]): void {
    this.taken.push(...facts);
  }
  level(rule: LevelRule): number {
    return rule(
      this.taken.filter((fact) => fact.kind === 'movement'),
      this.taken.filter((fact) => fact.kind === 'count'),
      this.taken,
    );
  }
}

class Till extends Site {
  readonly source: string;
  readonly waiting: Fact[] = [];
  position = 0;
  number = 0;
  constructor(source: string) {
    super();
    this.source = source;
  }
  /** What it did itself: taken at once, and to be sent. */
  did(fact: Fact): void {
    this.take(fact);
    this.waiting.push(fact);
  }
  seen(): Record<string, number> {
    const seen: Record<string, number> = { [this.source]: this.number };
    for (const { source, number } of this.taken) seen[source] = Math.max(seen[source] ?? 0, number);
    return seen;
  }
}

/**
 * The truth, kept without numbers and ranks: by object, what each count had before it, which is all that its till knew, and whatever those
 * tills had done before what it knew.
 */
class Model {
  readonly #doneBy = new Map<string, Fact[]>();
  readonly #before = new Map<Fact, ReadonlySet<Fact>>();
  /** Of a chain of counts that saw each other, its length. */
  readonly #depth = new Map<Fact, number>();

  happened(fact: Fact, known: readonly Fact[]): void {
    const own = this.#doneBy.get(fact.source) ?? [];
    this.#doneBy.set(fact.source, [...own, fact]);
    if (fact.kind === 'movement') return;
    const before = new Set([...known, ...own].flatMap((one) => this.#upTo(one)));
    this.#before.set(fact, before);
    const counts = [...known].filter(({ kind }) => kind === 'count');
    this.#depth.set(fact, 1 + Math.max(0, ...counts.map((count) => this.#depth.get(count) ?? 0)));
  }

  #upTo(fact: Fact): readonly Fact[] {
    const all = this.#doneBy.get(fact.source) ?? [];
    return all.slice(0, all.indexOf(fact) + 1);
  }

  level(): number {
    const facts = [...this.#doneBy.values()].flat();
    const depth = (fact: Fact) => this.#depth.get(fact) ?? 0;
    const [winner] = facts
      .filter((fact) => fact.kind === 'count')
      .sort((a, b) => depth(b) - depth(a) || b.at - a.at || (a.source < b.source ? 1 : -1));
    const before = winner && this.#before.get(winner);
    const beyond = facts.filter((fact) => fact.kind === 'movement' && !before?.has(fact));
    return beyond.reduce((sum, fact) => sum + (fact.kind === 'movement' ? fact.quantity : 0), winner?.counted ?? 0);
  }
}

/**
 * Plays a history by a rule, then sends and pulls all that is left.
 * @returns the levels that tills and hub come to, and the one of the model
 */
export const play = (steps: History, rule: LevelRule): { readonly levels: readonly number[]; readonly model: number } => {
  const tills = Array.from({ length: TILLS }, (_, index) => new Till(`/registers/${index}/1`));
  const hub = new Site();
  const log: Fact[] = [];
  const model = new Model();
  const accept = (fact: Fact): void => {
    if (!log.includes(fact)) log.push(fact);
    hub.take(fact);
  };
  const pull = (one: Till, most: number, again: boolean): void => {
    const page = log.slice(one.position, one.position + most).filter(({ source }) => source !== one.source);
    one.take(...page);
    // The reply was taken and its cursor lost: the same page comes again.
    if (!again) one.position = Math.min(log.length, one.position + most);
  };
  for (const action of steps) {
    const one = tills[action.till];
    if (!one) throw new RangeError('no such till');
    if (action.do === 'move') {
      const fact: Fact = { kind: 'movement', source: one.source, number: ++one.number, quantity: action.quantity };
      model.happened(fact, one.taken);
      one.did(fact);
    } else if (action.do === 'count') {
      const number = ++one.number;
      const rank = 1 + Math.max(0, ...one.taken.map((fact) => (fact.kind === 'count' ? fact.rank : 0)));
      const { source } = one;
      const fact: Fact = { kind: 'count', source, number, counted: action.counted, rank, at: action.clock, seen: one.seen() };
      model.happened(fact, one.taken);
      one.did(fact);
    } else if (action.do === 'send') {
      // Any of what waits: a refused one lets the others pass.
      const at = one.waiting.length === 0 ? -1 : action.which % one.waiting.length;
      const fact = one.waiting[at];
      if (!fact) continue;
      if (!action.lost || action.again) accept(fact);
      if (!action.lost) one.waiting.splice(at, 1);
      if (action.again) accept(fact);
    } else {
      pull(one, action.most, action.again);
    }
  }
  for (const one of tills) for (const fact of one.waiting) accept(fact);
  for (const one of tills) pull(one, log.length, false);
  return { levels: [hub, ...tills].map((site) => site.level(rule)), model: model.level() };
};
