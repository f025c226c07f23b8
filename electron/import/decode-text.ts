import { isUtf8 } from 'node:buffer';

/** What a file of these bytes says, or undefined when they are no text. */
export const decodeText = (bytes: Uint8Array): string | undefined => {
  const encoding = encodingOf(bytes);
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** By its byte order mark; without one UTF-8 if it is that, and the old Windows one otherwise. */
const encodingOf = (bytes: Uint8Array): string | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // No text holds a zero byte; pictures, archives and workbooks do.
  if (bytes.includes(0)) return undefined;
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
};
