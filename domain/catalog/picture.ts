import { DomainError } from '../shared/errors.ts';

/** The largest picture that is stored, in bytes. */
const MAX_PICTURE_BYTES = 1024 * 1024;

const startsWith = (bytes: Uint8Array, at: number, expected: string): boolean =>
  [...expected].every((character, index) => bytes[at + index] === character.charCodeAt(0));

/** How each type begins (PNG: RFC 2083; JPEG: ITU T.81 SOI; WebP: RFC 9649). */
const LOOKS_LIKE: Readonly<Record<string, (bytes: Uint8Array) => boolean>> = {
  'image/png': (bytes) => startsWith(bytes, 0, '\x89PNG\r\n\x1a\n'),
  'image/jpeg': (bytes) => startsWith(bytes, 0, '\xff\xd8\xff'),
  'image/webp': (bytes) => startsWith(bytes, 0, 'RIFF') && startsWith(bytes, 8, 'WEBP'),
};

/**
 * The bytes of a picture that is what it says it is.
 * @param type media type
 * @throws DomainError `catalog/picture-invalid` when it is empty, too large or of another type
 */
export const readPicture = (type: string, base64: string): Uint8Array => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  if (bytes.length === 0 || bytes.length > MAX_PICTURE_BYTES || !LOOKS_LIKE[type]?.(bytes)) {
    throw new DomainError('catalog/picture-invalid', 'a picture is PNG, JPEG or WebP, of at most 1 MiB', { type });
  }
  return bytes;
};
