import { isDeepStrictEqual } from 'node:util';
import type { Change, CloudEvent, EventResult, Rejection } from '../../sync/wire.ts';
import type { Reply } from './remote.ts';

/** A sentence when something is not as it should be, or none. */
export const unless = (isRight: boolean, sentence: string): string[] => (isRight ? [] : [sentence]);

type Results = readonly EventResult[] | null;

/** @param outcomes one for each event: what should be answered, in the events' order */
export const answered = (
  results: Results,
  events: readonly CloudEvent[],
  outcomes: readonly EventResult['outcome'][],
): string[] => {
  if (!results) return ['the answer does not name the events'];
  const said = results.map(({ id, outcome }) => `${id} ${outcome}`);
  const right = events.map(({ id }, at) => `${id} ${outcomes[at] ?? 'accepted'}`);
  return unless(
    isDeepStrictEqual(said, right),
    `${tally(outcomes)} should be answered in the order sent, and the answer is ${tally(said.map((one) => one.replace(/^.* /, '')))}`,
  );
};

const tally = (words: readonly string[]): string =>
  [...Map.groupBy(words, (word) => word)].map(([word, those]) => `${those.length} ${word}`).join(', ') || 'empty';

/** Answers to which a till tries again, for ever: no way to refuse an event. */
const TRIED_AGAIN = [401, 408, 425, 429];

/** @param what the event or request that should have been refused */
export const refused = ({ status }: Reply, what: string, statuses?: readonly number[]): string[] => {
  const isRight = statuses ? statuses.includes(status) : status >= 400 && status < 500 && !TRIED_AGAIN.includes(status);
  return unless(isRight, `${what} is answered ${status} and not ${statuses?.join(' or ') ?? '4xx'}`);
};

/** @param at the place of the event among the results */
export const rejectedAs = (results: Results, at: number, reason: Rejection): string[] => {
  const { outcome, reason: said } = results?.[at] ?? {};
  return unless(
    outcome === 'rejected' && said === reason,
    `in a batch it is ${outcome ?? 'not named'} as ${said ?? 'nothing'}, not rejected as ${reason}`,
  );
};

/** @returns a sentence for each event that does not stand in the changes exactly once, as it was sent */
export const standOnce = (changes: readonly Change[], events: readonly CloudEvent[]): string[] =>
  events.flatMap((event) => {
    const found = find(changes, event);
    if (found.length !== 1) return [`event ${event.sequence} stands ${found.length} times in the changes`];
    return unless(isDeepStrictEqual(found[0]?.event, event), `event ${event.sequence} stands in the changes with another body`);
  });

/** @returns a sentence for each event that stands in the changes after all */
export const standNowhere = (changes: readonly Change[], events: readonly CloudEvent[]): string[] =>
  events.flatMap((event) =>
    unless(find(changes, event).length === 0, `event ${event.sequence} was refused and stands in the changes`),
  );

const find = (changes: readonly Change[], { id, source }: CloudEvent): Change[] =>
  changes.filter(({ event }) => event.id === id && event.source === source);
