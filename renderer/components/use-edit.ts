import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useState } from 'react';

interface Edited<T, V> {
  /** As main says it is now. */
  readonly now: T;
  readonly form: UseFormReturnType<V>;
  readonly valuesOf: (state: T) => V;
  /** Whether two states of the form hold the same. */
  readonly isSame: (a: V, b: V) => boolean;
  /** While it is being saved, a newer revision is one's own. */
  readonly isSaving: boolean;
}

/** Keeps a form in step with something that others may edit too: it follows while nothing is changed here, else it says so. */
export const useEdit = <T extends { readonly revision: number }, V extends object>({
  now,
  form,
  valuesOf,
  isSame,
  isSaving,
}: Edited<T, V>) => {
  /** As it was when the edit began. */
  const [base, setBase] = useState(now);
  const isStale = now.revision > base.revision && !isSaving;

  const fill = (current: T, values: V): void => {
    form.setInitialValues(valuesOf(current));
    form.setValues(values);
    form.resetDirty(valuesOf(current));
    form.clearErrors();
  };

  // Who has changed nothing here has nothing to lose.
  if (isStale && !form.isDirty()) setBase(now);
  useEffect(() => {
    if (!form.isDirty() && !isSame(form.getValues(), valuesOf(base))) fill(base, valuesOf(base));
  });

  return {
    base,
    isStale,
    /** Begins the edit anew, from `current`. */
    begin: (current: T, values: V): void => {
      setBase(current);
      fill(current, values);
    },
  };
};
