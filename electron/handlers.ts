import type { InputOf, OperationName, OutputOf } from '../domain/contract/index.ts';
import type { Session } from './sessions.ts';

/** One function for every operation of the contract: a missing or wrong one does not compile. */
export type Handlers = {
  readonly [N in OperationName]: (input: InputOf<N>, session: Session) => OutputOf<N> | Promise<OutputOf<N>>;
};
