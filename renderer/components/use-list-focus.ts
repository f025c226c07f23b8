import { useRef } from 'react';
import { focusRow } from './virtual-list.tsx';

/**
 * Ways of the keyboard through a list with its search field.
 * @param isOpen whether a row's page stands over the list
 * @param back closes that page
 */
export const useListFocus = (isOpen: boolean, back: () => void) => {
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  return {
    search,
    list,
    toList: (): void => focusRow(list.current),
    toSearch: (): void => {
      search.current?.select();
      if (!isOpen) return;
      back();
      // Below an open page nothing takes the focus until it is gone.
      requestAnimationFrame(() => search.current?.select());
    },
  };
};
