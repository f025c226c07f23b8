import type { CatalogItemView } from '../../domain/contract/catalog.ts';

interface PolicyText {
  readonly name: string;
  readonly explanation: string;
}

/** What happens when more is sold than is there. */
export const STOCK_POLICY_TEXTS: Readonly<Record<CatalogItemView['stockPolicy'], PolicyText>> = {
  warn: {
    name: 'Sell and warn',
    explanation: 'The goods are in the customer’s hand: the sale goes on, and the stock goes below zero.',
  },
  manager: { name: 'Ask a manager', explanation: 'A clerk cannot sell more than is there; a manager can.' },
  block: { name: 'Do not sell', explanation: 'Nobody can sell more than is there.' },
};
