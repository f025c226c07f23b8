import type { Answer } from '../../domain/contract/answer.ts';
import type { Area } from '../../domain/contract/operation.ts';
import type { Transport } from './transport.ts';

/** What the preload exposes: three functions that know no operation by name. */
interface Bridge {
  call(operation: string, input: unknown, approvalId?: string): Promise<Answer>;
  openDisplay(): Promise<unknown>;
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
}

declare global {
  // A property of the global object is declared with var.
  var tillwright: Bridge | undefined;
}

export const bridgeTransport = (): Transport | undefined => globalThis.tillwright;
