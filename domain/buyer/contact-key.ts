/** The end of a telephone number that tells it apart, however its country and area codes are written. */
const TELLING_DIGITS = 9;

/** The digits of a telephone number. */
export const phoneDigits = (phone: string): string => phone.replace(/[^0-9]/g, '');

/** What two spellings of one telephone number have in common: `+49 170 1234567` and `0170/1234567`. */
export const phoneKey = (phone: string): string => phoneDigits(phone).slice(-TELLING_DIGITS);
