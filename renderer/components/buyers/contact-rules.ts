/** What can be told of a telephone number or e-mail before it is sent; main decides. */

const LONGEST_PHONE = 15;
const LONGEST_LOCAL_PHONE = 12;

/** @returns what is wrong with a telephone number, or null */
export const phoneProblem = (typed: string): string | null => {
  const phone = typed.trim();
  const digits = phone.replace(/[^0-9]/g, '').length;
  if (!/^\+?[0-9(][0-9 ()./-]{1,38}[0-9]$/.test(phone) || digits > LONGEST_PHONE) {
    return 'Enter a telephone number: digits, with + at the start if it has a country code.';
  }
  return digits > LONGEST_LOCAL_PHONE && !/^(\+|00)/.test(phone)
    ? 'A number this long begins with + and the country code.'
    : null;
};

/** @returns what is wrong with an e-mail address, or null */
export const emailProblem = (typed: string): string | null =>
  /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(typed.trim()) ? null : 'Enter an e-mail address, for example anna@mail.example.';
