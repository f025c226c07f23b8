import { draw } from '../shared/draw.ts';

/** Sixteen characters without look-alikes, 79 bits: nobody guesses one that is worth something. */
export const newVoucherCode = (): string => draw('ABCDEFGHJKLMNPQRSTUVWXYZ23456789', 16);
