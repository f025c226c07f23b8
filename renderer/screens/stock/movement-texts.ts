import type { StockMovementView } from '../../../domain/contract/catalog.ts';

export const KIND_WORDS: Readonly<Record<StockMovementView['kind'], string>> = {
  sale: 'Sold',
  return: 'Came back',
  receipt: 'Received',
  opening: 'Opening stock',
  transfer: 'Moved',
  count: 'Counted',
  damage: 'Damaged',
  theft: 'Stolen',
  found: 'Found',
  correction: 'Corrected',
};

const signed = new Intl.NumberFormat(undefined, { signDisplay: 'exceptZero' });

/** With its sign, as a person writes it: `+24`, `-3`. */
export const formatChange = (quantity: number): string => signed.format(quantity);
