import type { Remote } from './remote.ts';

/** One sentence that holds for a remote or does not. */
export interface Rule {
  readonly name: string;
  /** What a remote must offer for the rule to be tried on it. */
  readonly needs: 'anything' | 'hub' | 'batch';
  /** Of any remote: sales are lost or doubled without. The others are required of a hub alone. */
  readonly isVital?: boolean;
  /** @returns what was seen instead, one sentence each; empty when the rule holds */
  readonly check: (remote: Remote) => Promise<string[]>;
}
