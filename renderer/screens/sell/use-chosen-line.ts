import { useBasket } from '../../queries/basket.ts';
import { useView } from '../../stores/view.ts';

/** The line that keys act on: the one that was added or chosen last. */
export const useChosenLine = () => {
  const lines = useBasket().data?.lines ?? [];
  const { lastAdded, setLastAdded } = useView();
  const at = lines.findIndex(({ itemId }) => itemId === lastAdded);
  const index = at < 0 ? lines.length - 1 : at;
  const line = lines[index];
  return {
    line,
    choose: (step: 1 | -1): void => {
      const next = lines[at < 0 ? index : index + step];
      if (next) setLastAdded(next.itemId);
    },
  };
};
