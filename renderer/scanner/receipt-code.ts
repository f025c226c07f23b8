/** The longest code that stands on a receipt. */
export const MAX_RECEIPT_CODE = 3000;

/** Whether a scanner read the signed code of a receipt, which no label carries. */
export const isReceiptCode = (text: string): boolean => /^TW1[A-Z2-7]{100,}$/i.test(text);
