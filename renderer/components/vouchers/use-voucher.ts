import { useState } from 'react';
import { useOperation } from '../../queries/operations.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { readVoucherCode } from './voucher-code.ts';

/** A voucher by its code, typed and looked up, or scanned. @param scans whether a scan is meant for it */
export const useVoucher = (first = '', scans = true) => {
  const [text, setText] = useState(first);
  const [asked, ask] = useState(readVoucherCode(first));
  const found = useOperation('payment.getVoucher', { code: asked ?? '' }, { enabled: asked !== null });
  const code = readVoucherCode(text);
  useScanTarget((scanned) => {
    setText(scanned);
    ask(readVoucherCode(scanned));
    return undefined;
  }, scans);
  const isAsked = asked !== null && asked === code;
  const isMissing = isAsked && found.error?.code === 'payment/voucher-not-found';
  return {
    text,
    setText,
    /** null while the text cannot be one. */
    code,
    lookUp: (): void => ask(code),
    voucher: isAsked ? found.data : undefined,
    isLooking: isAsked && found.isPending,
    /** No voucher has this code. */
    isMissing,
    /** It could not be looked up. */
    error: isAsked && !isMissing ? found.error : null,
  };
};

export type FoundVoucher = ReturnType<typeof useVoucher>;
