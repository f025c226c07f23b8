import type { Answer } from '../../domain/contract/answer.ts';
import type { Area } from '../../domain/contract/operation.ts';

/** The way to the main process: Electron's bridge or HTTP on loopback. */
export interface Transport {
  /** @param approvalId of a manager who approved this very call */
  call(operation: string, input: unknown, approvalId?: string): Promise<Answer>;
  /** Opens the customer display beside this window, or brings it to the front. Rejects when it could not be opened. */
  openDisplay(): Promise<unknown>;
  /** Calls `listener` with the areas that changed; returns the way to stop it. */
  onChanged(listener: (areas: readonly Area[]) => void): () => void;
}
