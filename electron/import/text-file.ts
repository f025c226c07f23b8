import { isUtf8 } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/** A file of text, read piece by piece as often as asked: a catalogue may be larger than the memory that an import should take. */
export type TextFile = () => Iterable<string>;

const PIECE_BYTES = 256 * 1024;

/** @returns undefined when the bytes are no text */
export const openTextFile = (path: string): TextFile | undefined => {
  const encoding = encodingOf(path);
  if (encoding === undefined) return undefined;
  return function* () {
    const decoder = new TextDecoder(encoding);
    for (const bytes of piecesOf(path)) yield decoder.decode(bytes, { stream: true });
    yield decoder.decode();
  };
};

function* piecesOf(path: string): Generator<Buffer> {
  const file = openSync(path, 'r');
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(PIECE_BYTES);
      const length = readSync(file, piece);
      if (length === 0) return;
      yield piece.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

/** By its byte order mark; without one UTF-8 if it is that, and the old Windows one otherwise. */
const encodingOf = (path: string): string | undefined => {
  let isFirst = true;
  let isAllUtf8 = true;
  let cut: Uint8Array = new Uint8Array();
  for (const piece of piecesOf(path)) {
    if (isFirst && piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
    if (isFirst && piece[0] === 0xfe && piece[1] === 0xff) return 'utf-16be';
    isFirst = false;
    // No text holds a zero byte; pictures, archives and workbooks do.
    if (piece.includes(0)) return undefined;
    const bytes = Buffer.concat([cut, piece]);
    const end = endOfCharacters(bytes);
    isAllUtf8 &&= isUtf8(bytes.subarray(0, end));
    cut = bytes.subarray(end);
  }
  return isAllUtf8 && cut.length === 0 ? 'utf-8' : 'windows-1252';
};

/** Where the last character that is whole ends: one of several bytes may go on in the next piece. */
const endOfCharacters = (bytes: Uint8Array): number => {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
};
