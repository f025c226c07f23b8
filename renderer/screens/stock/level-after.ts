import type { ADJUSTMENT_REASONS } from '../../../domain/contract/catalog.ts';

export type AdjustmentReason = (typeof ADJUSTMENT_REASONS)[number];

interface ReasonText {
  readonly word: string;
  /** What the number means. */
  readonly quantity: string;
  readonly least: number;
}

export const REASONS: Readonly<Record<AdjustmentReason, ReasonText>> = {
  count: { word: 'Count', quantity: 'Counted now', least: 0 },
  damage: { word: 'Damage', quantity: 'Units damaged', least: 1 },
  theft: { word: 'Theft', quantity: 'Units missing', least: 1 },
  found: { word: 'Found', quantity: 'Units found', least: 1 },
  correction: { word: 'Correction', quantity: 'Change, with − to take off', least: Number.NEGATIVE_INFINITY },
};

/** What the shelf would hold: shown before it is done, so that a slip is seen. What counts is what main answers. */
export const levelAfter = (level: number, reason: AdjustmentReason | 'receipt', quantity: number): number => {
  if (reason === 'count') return quantity;
  return reason === 'damage' || reason === 'theft' ? level - quantity : level + quantity;
};
