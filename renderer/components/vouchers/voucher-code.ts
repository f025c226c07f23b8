/** A voucher's code as it is kept: capitals and digits; null for what cannot be one. Blanks and dashes are for people. */
export const readVoucherCode = (typed: string): string | null => {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return /^[0-9A-Z]{4,40}$/.test(code) ? code : null;
};

/** In groups that a person can read out. */
export const formatVoucherCode = (code: string): string => code.replace(/(.{4})(?=.)/g, '$1 ');
