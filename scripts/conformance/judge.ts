import { changesRules } from './changes-rules.ts';
import type { Remote } from './remote.ts';
import type { Rule } from './rule.ts';
import { safetyRules } from './safety-rules.ts';
import { takingRules } from './taking-rules.ts';

export type Verdict =
  | { readonly name: string; readonly verdict: 'holds' | 'not offered' }
  | { readonly name: string; readonly verdict: 'does not hold'; readonly isRequired: boolean; readonly seen: readonly string[] };

const RULES: readonly Rule[] = [...takingRules, ...safetyRules, ...changesRules];

interface Judging {
  /** Hears each verdict as it falls. */
  readonly tell?: (verdict: Verdict) => void;
  /** The one rule to try; all without. */
  readonly only?: string;
}

/** Tries the rules one after another: what one leaves behind, the next finds. */
export const judge = async (remote: Remote, { tell, only }: Judging = {}): Promise<Verdict[]> => {
  const verdicts: Verdict[] = [];
  for (const rule of RULES) {
    if (only !== undefined && rule.name !== only) continue;
    const verdict = await tryRule(remote, rule);
    tell?.(verdict);
    verdicts.push(verdict);
  }
  return verdicts;
};

const tryRule = async (remote: Remote, { name, needs, isVital = false, check }: Rule): Promise<Verdict> => {
  const isHub = remote.capabilities !== null;
  const isOffered = needs === 'anything' || (needs === 'hub' ? isHub : Boolean(remote.capabilities?.batch));
  if (!isOffered) return { name, verdict: 'not offered' };
  const seen = await check(remote).catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
  return seen.length === 0 ? { name, verdict: 'holds' } : { name, verdict: 'does not hold', isRequired: isVital || isHub, seen };
};
