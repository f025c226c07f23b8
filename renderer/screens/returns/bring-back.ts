import type { RequestOf } from '../../../domain/contract/index.ts';
import { call } from '../../client.ts';
import { showError } from '../../components/show-error.ts';
import { inTurn, showBasket } from '../../queries/basket.ts';
import { signal } from '../../signal.ts';

/** Puts goods that come back into the basket, one after the other. @returns false when one was refused, and said why */
export const bringBack = (lines: readonly RequestOf<'basket.addReturn'>[]): Promise<boolean> =>
  inTurn(async () => {
    try {
      for (const line of lines) showBasket(await call('basket.addReturn', line));
      signal('scan');
      return true;
    } catch (error) {
      showError(error);
      return false;
    }
  });
