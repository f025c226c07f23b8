import type { Money } from '../../../domain/shared/money.ts';
import type { PayRules } from './pay-rules.ts';
import type { Wanted } from './tender-amounts.ts';

/** What every form of a tender is given. */
export interface TenderProps {
  /** What is still to pay. */
  readonly due: Money;
  readonly rules: PayRules;
  readonly isBusy: boolean;
  readonly take: (wanted: Wanted) => void;
}
