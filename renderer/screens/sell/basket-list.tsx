import { BasketLine, type Line } from './basket-line.tsx';

interface BasketListProps {
  readonly lines: readonly Line[];
  readonly chosen: string | null;
  readonly reduce: (itemId: string) => void;
}

/** All lines are there, however many: those out of sight cost no layout (`content-visibility`). */
export const BasketList = ({ lines, chosen, reduce }: BasketListProps) => (
  <ul className="till-lines" data-basket aria-label="Basket">
    {lines.map((line) => (
      <BasketLine key={line.itemId} line={line} chosen={line.itemId === chosen} reduce={reduce} />
    ))}
  </ul>
);
