import type { TenderRules } from '../../../domain/contract/payment.ts';
import type { CashRounding } from '../../../domain/shared/cash-rounding.ts';
import { useOperation } from '../../queries/operations.ts';

/** What the forms need to know of the shop. */
export interface PayRules extends TenderRules {
  readonly cash: CashRounding;
}

/** Read again when they change; asked for early, so that a key pressed right behind Pay finds its field. */
export const usePayRules = (): { readonly rules: PayRules | undefined; readonly error: unknown } => {
  const tenders = useOperation('payment.getTenderRules', {});
  const pricing = useOperation('pricing.getRules', {});
  const rules = tenders.data &&
    pricing.data && { ...tenders.data, cash: { step: pricing.data.cashStep, mode: pricing.data.cashRounding } };
  return { rules, error: tenders.error ?? pricing.error };
};
