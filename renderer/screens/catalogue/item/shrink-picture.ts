import { PICTURE_TYPES } from '../../../../domain/contract/catalog.ts';
import { readBase64 } from '../../../components/read-base64.ts';

export type PictureType = (typeof PICTURE_TYPES)[number];

/** A picture that is ready to be stored. */
export interface Picture {
  readonly type: PictureType;
  readonly base64: string;
}

/** The longest side that any screen shows, with room for sharp displays, in pixels. */
const MAX_SIDE = 512;
const MAX_BYTES = 1024 * 1024;
const QUALITY = 0.9;

const isPictureType = (type: string): type is PictureType => (PICTURE_TYPES as readonly string[]).includes(type);

/** Fits a picture file to what is stored. @returns null when it is none */
export const shrinkPicture = async (file: File): Promise<Picture | null> => {
  if (!isPictureType(file.type)) return null;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return null;
  const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
  if (scale === 1 && file.size <= MAX_BYTES) {
    bitmap.close();
    return { type: file.type, base64: await readBase64(file) };
  }
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  // WebP keeps what is see-through and stays far below the limit at this size.
  const blob = await canvas.convertToBlob({ type: 'image/webp', quality: QUALITY });
  return isPictureType(blob.type) ? { type: blob.type, base64: await readBase64(blob) } : null;
};
