import type { Answer } from '../../domain/contract/answer.ts';
import type { Area } from '../../domain/contract/operation.ts';

/** The way to the main process: Electron's bridge or HTTP on loopback. */
export interface Transport {
  call(operation: string, input: unknown): Promise<Answer>;
  /** Calls `listener` with the areas that changed; returns the way to stop it. */
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
}
