/** Random text: each character of the alphabet is as likely as any other. @param alphabet at most 256 characters */
export const draw = (alphabet: string, length: number): string => {
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      // Bytes past the last whole multiple would make some characters likelier.
      if (byte < 256 - (256 % alphabet.length) && text.length < length) text += alphabet.charAt(byte % alphabet.length);
    }
  }
  return text;
};
