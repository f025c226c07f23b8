/** ISO/IEC 7812-1: a primary account number has up to 19 digits; no brand issues fewer than 13. */
const SHORTEST = 13;
const LONGEST = 19;
/** PCI DSS 4.0, 3.4.1 lets the first six and the last four be shown; the last four are enough to tell two cards apart. */
const SHOWN = 4;

/** Groups of digits with at most three spaces or dashes of any kind between them. */
const RUN = /[0-9]+(?:[\p{Zs}\p{Pd}]{1,3}[0-9]+)*/gu;

/** The check of ISO/IEC 7812-1, annex B (Luhn): from the right every second digit counts double, and the sum ends in 0. */
const passesLuhn = (digits: string): boolean => {
  let sum = 0;
  for (let fromRight = 0; fromRight < digits.length; fromRight++) {
    const digit = Number(digits[digits.length - 1 - fromRight]);
    const doubled = digit * 2;
    sum += fromRight % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
};

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Where in the digits of a run card numbers lie: each begins and ends with a group; those that overlap are one. */
const cardNumbersIn = (groups: readonly string[]): Stretch[] => {
  const stretches: Stretch[] = [];
  let from = 0;
  groups.forEach((_group, first) => {
    let digits = '';
    for (const group of groups.slice(first)) {
      digits += group;
      if (digits.length > LONGEST) break;
      if (digits.length < SHORTEST || !passesLuhn(digits)) continue;
      const last = stretches.at(-1);
      const to = from + digits.length;
      if (last && last.to > from) stretches[stretches.length - 1] = { from: last.from, to: Math.max(last.to, to) };
      else stretches.push({ from, to });
    }
    from += groups[first]?.length ?? 0;
  });
  return stretches;
};

const maskRun = (run: string): string => {
  const stretches = cardNumbersIn(run.match(/[0-9]+/g) ?? []);
  if (stretches.length === 0) return run;
  let at = -1;
  return run.replace(/[0-9]/g, (digit) => {
    at += 1;
    return stretches.some(({ from, to }) => at >= from && at < to - SHOWN) ? '*' : digit;
  });
};

/**
 * Takes card numbers out of free text before it is stored: 13 to 19 digits that pass the Luhn check, written together or in groups
 * with spaces or dashes between them, keep their last four (`4111 1111 1111 1111` becomes `**** **** **** 1111`). Length and all other
 * characters stay, so what fits a field still fits it; masking twice changes nothing more.
 *
 * For free text alone. One number in ten passes the check by chance: an EAN-13 or a long telephone number that somebody writes
 * into a note may lose its first digits too, which is the safe side. Fields that are made for such numbers (barcodes, telephones) are
 * not given to this. Not masked: more than 19 digits in one piece, digits of other scripts, and groups parted by anything else.
 *
 * Source: ISO/IEC 7812-1 (length, check digit); PCI DSS 4.0, requirements 3.4.1 and 3.5.1.
 */
export const maskCardNumbers = (text: string): string => {
  const masked = text.replace(RUN, maskRun);
  // What is left beside a masked number may only now stand as groups of its own.
  return masked === text ? text : maskCardNumbers(masked);
};

/** Whether {@link maskCardNumbers} would take something out. */
export const holdsCardNumber = (text: string): boolean => maskCardNumbers(text) !== text;
