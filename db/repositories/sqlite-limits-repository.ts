import type { LimitRulesRepository } from '../../domain/approval/ports.ts';
import type { LimitRules } from '../../domain/contract/approvals.ts';
import type { Database } from '../database.ts';

/** The limits of the roles, as the shop's row keeps them. */
export const createSqliteLimitsRepository = ({ sqlite }: Database): LimitRulesRepository => {
  const read = sqlite.prepare<[], string | null>('SELECT limits FROM shop').pluck();
  const save = sqlite.prepare<[string]>('UPDATE shop SET limits = ?');
  return {
    limits() {
      const text = read.get();
      return text ? (JSON.parse(text) as LimitRules) : undefined;
    },
    saveLimits(rules) {
      save.run(JSON.stringify(rules));
    },
  };
};
