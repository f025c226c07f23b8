/** Who changed something, as the hub names them: a register by its code, or the office. */
export const changerText = (by: string): string => (by === 'office' ? 'The office' : `Register ${by}`);
