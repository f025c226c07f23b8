import { IconX } from '@tabler/icons-react';
import { memo, useEffect, useRef } from 'react';
import type { BasketView } from '../../../domain/contract/basket.ts';
import { negate } from '../../../domain/shared/money.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { formatPercent } from '../../components/percent.ts';
import { removeLine } from './basket-actions.ts';
import { QuantityStepper } from './quantity-stepper.tsx';

export type Line = BasketView['lines'][number];

interface BasketLineProps {
  readonly line: Line;
  readonly chosen: boolean;
  /** Opens the line's price. */
  readonly reduce: (itemId: string) => void;
}

const noticesOf = ({ unavailable, quantity, availableStock, previousUnitPrice }: Line): readonly string[] => [
  ...(unavailable ? ['No longer sold: take it off'] : []),
  ...(quantity > availableStock ? [availableStock > 0 ? `Only ${availableStock} in stock` : 'None in stock'] : []),
  ...(previousUnitPrice ? [`The price was ${formatMoney(previousUnitPrice)}`] : []),
];

/** Why a line costs less than its price, each with what it took off. */
const reductionsOf = ({ promotions, byHand, discountReason, lineDiscount, priceReason }: Line): readonly string[] => [
  ...promotions.map(({ name, discount }) => `${name} ${formatMoney(negate(discount))}`),
  ...(priceReason === null ? [] : [`Price by hand: ${priceReason}`]),
  ...(byHand
    ? [
        `${'percentPpm' in byHand ? `${formatPercent(byHand.percentPpm)} off` : 'Discount'} ${formatMoney(negate(lineDiscount))}: ${discountReason}`,
      ]
    : []),
];

/** Drawn again only when its own line changed: an unchanged line keeps its identity from basket to basket. */
export const BasketLine = memo(({ line, chosen, reduce }: BasketLineProps) => {
  const row = useRef<HTMLLIElement>(null);
  // Each time it is drawn, because each time something about it is new.
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  });
  return (
    <li
      ref={row}
      className="till-line"
      data-line={line.itemId}
      data-chosen={chosen || undefined}
      data-unavailable={line.unavailable || undefined}
      aria-current={chosen || undefined}
    >
      <span className="till-line-name" title={line.name}>
        {line.name}
      </span>
      <span className="till-line-total">
        <MoneyText money={line.amount} />
      </span>
      <div className="till-line-price">
        <button
          type="button"
          className="till-line-reprice"
          aria-label={`Price of ${line.name}: ${formatMoney(line.unitPrice)}`}
          onClick={() => reduce(line.itemId)}
        >
          <MoneyText money={line.unitPrice} />
        </button>
        {reductionsOf(line).map((reduction) => (
          <span key={reduction} className="till-line-reduction">
            {reduction}
          </span>
        ))}
        {noticesOf(line).map((notice) => (
          <span key={notice} className="till-line-notice">
            {notice}
          </span>
        ))}
      </div>
      <div className="till-line-actions">
        <QuantityStepper itemId={line.itemId} name={line.name} quantity={line.quantity} />
        <button
          type="button"
          className="till-line-remove"
          aria-label={`Take ${line.name} off`}
          onClick={() => removeLine(line.itemId)}
        >
          <IconX size={18} aria-hidden="true" />
        </button>
      </div>
    </li>
  );
});
BasketLine.displayName = 'BasketLine';
