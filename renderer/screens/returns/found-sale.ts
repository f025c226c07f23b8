import type { ReturnableView, ToReturn } from '../../../domain/contract/returns.ts';
import { call } from '../../client.ts';
import { isReceiptCode } from '../../scanner/receipt-code.ts';

type From = Exclude<ToReturn['from'], { kind: 'no-receipt' }>;

/** A line that may come back, and how it is named to the till. */
export interface FoundLine {
  readonly line: ReturnableView['lines'][number];
  readonly from: From;
}

export interface FoundSale
  extends Pick<ReturnableView, 'orderId' | 'receiptNumber' | 'day' | 'elsewhere' | 'pages' | 'payments'> {
  /** The codes of a long receipt that were read so far. */
  readonly pagesRead: readonly number[];
  readonly lines: readonly FoundLine[];
}

/**
 * Looks a sale up.
 * @param receipt its number, or the text of its code
 * @param before what is shown: another code of the same receipt adds its lines
 */
export const findSale = async (receipt: string, before: FoundSale | null): Promise<FoundSale> => {
  const code = isReceiptCode(receipt) ? receipt : undefined;
  const { lines, page, ...sale } = await call(
    'returns.getReturnable',
    code === undefined ? { receiptNumber: receipt } : { code },
  );
  const found = lines.map((line): FoundLine => {
    const { itemId } = line;
    // The till's own sale is known whole, whichever of its codes was read.
    const isByCode = sale.elsewhere && code !== undefined;
    return {
      line,
      from: isByCode ? { kind: 'code', code, itemId } : { kind: 'receipt', receiptNumber: sale.receiptNumber, itemId },
    };
  });
  const isMore = before?.orderId === sale.orderId && !before.pagesRead.includes(page);
  if (!isMore) return { ...sale, pagesRead: [page], lines: found };
  return { ...sale, pagesRead: [...before.pagesRead, page], lines: [...before.lines, ...found] };
};
