const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Those of `fields` in which two states of a form differ, in their order. */
export const changedFields = <V extends object, K extends keyof V>(fields: readonly K[], before: V, after: V): readonly K[] =>
  fields.filter((field) => !isSame(before[field], after[field]));

/** What someone else saved, with one's own changes on top of it. */
export const onTopOf = <V extends object>(fields: readonly (keyof V)[], base: V, mine: V, theirs: V): V => {
  const own = changedFields(fields, base, mine).map((field) => [field, mine[field]]);
  return { ...theirs, ...(Object.fromEntries(own) as Partial<V>) };
};
