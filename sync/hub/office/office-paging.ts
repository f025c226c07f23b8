export interface Paging {
  readonly pageSize: number;
  readonly cursor: string | null;
}

/** One page of a list. @param read gives at most `limit` rows from `offset` on; asked for one more, to see whether there is a next page */
export const pageOf = async <T>(
  { pageSize, cursor }: Paging,
  read: (limit: number, offset: number) => Promise<T[]>,
): Promise<{ items: T[]; nextCursor: string | null }> => {
  const offset = /^[0-9]{1,9}$/.test(cursor ?? '') ? Number(cursor) : 0;
  const rows = await read(pageSize + 1, offset);
  return { items: rows.slice(0, pageSize), nextCursor: rows.length > pageSize ? String(offset + pageSize) : null };
};

/** Patterns for LIKE ALL: every word somewhere, without case; what LIKE reads as a sign is a letter here. */
export const likeWords = (text: string): string[] => {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return ['%', ...words.map((word) => `%${word.replace(/[\\%_]/g, '\\$&')}%`)];
};
