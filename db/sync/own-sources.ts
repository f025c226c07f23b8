import { type OwnSource, sourceOf } from '../../domain/shared/source.ts';
import type { Sqlite } from '../open.ts';

interface Former {
  readonly source: string;
  readonly last: number;
}

/** Under which name each event of this register is told: a till that starts anew from an old file gets another (docs/sync.md). */
export const createOwnSources = (sqlite: Sqlite) => {
  const register = sqlite.prepare<[], { id: string; incarnation: string; last: number }>(
    'SELECT id, incarnation, next_event_sequence - 1 AS last FROM register',
  );
  const formers = sqlite.prepare<[], Former>('SELECT source, last_sequence AS last FROM former_source ORDER BY seq');
  const formerOf = sqlite
    .prepare<[number], string>('SELECT source FROM former_source WHERE last_sequence >= ? ORDER BY seq LIMIT 1')
    .pluck();
  return {
    /** Oldest first; the last one is what the register is called now. @throws Error before there is a shop */
    all(): readonly OwnSource[] {
      const own = register.get();
      if (!own) throw new Error('no register yet');
      const named = [...formers.all(), { source: sourceOf(own), last: own.last }];
      return named.map(({ source, last }, at) => ({ source, after: named[at - 1]?.last ?? 0, until: last }));
    },
    /** @param sequence of an event @returns undefined before there is a shop */
    of(sequence: number): string | undefined {
      const own = register.get();
      return own && (formerOf.get(sequence) ?? sourceOf(own));
    },
  };
};
