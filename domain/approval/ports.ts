import type { LimitRules } from '../contract/approvals.ts';

export interface LimitRulesRepository {
  /** undefined until an owner says something. */
  limits(): LimitRules | undefined;
  saveLimits(rules: LimitRules): void;
}
