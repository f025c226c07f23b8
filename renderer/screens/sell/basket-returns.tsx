import { IconArrowBackUp, IconX } from '@tabler/icons-react';
import type { BasketView } from '../../../domain/contract/basket.ts';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { setReturned } from './basket-actions.ts';
import { Stepper } from './quantity-stepper.tsx';

const NEXT = { restock: 'back into stock', 'write-off': 'to be written off' } as const;

/** What comes back, before the goods that leave. */
export const BasketReturns = ({ returns }: { readonly returns: BasketView['returns'] }) => (
  <ul className="till-coming-back" aria-label="Coming back">
    {returns.map(({ key, name, units, left, unitPrice, sale, reason, disposition, total }) => (
      <li key={key} className="till-line" data-line={key} data-back>
        <span className="till-line-name" title={name}>
          <IconArrowBackUp size={18} aria-label="Comes back:" /> {name}
        </span>
        <span className="till-line-total">
          <MoneyText money={total} />
        </span>
        <div className="till-line-price">
          <span>
            {formatMoney(unitPrice)}, {sale ? `receipt ${sale.receiptNumber}` : 'no receipt'}
          </span>
          <span>
            {reason}, {NEXT[disposition]}
          </span>
          {units > left && (
            <span className="till-line-notice">
              {left === 0 ? 'It came back meanwhile: take it off' : `Only ${left} of it can come back`}
            </span>
          )}
        </div>
        <div className="till-line-actions">
          <Stepper
            name={name}
            quantity={units}
            set={(wanted) => setReturned(key, wanted)}
            step={(step) => setReturned(key, units + step)}
          />
          <button type="button" className="till-line-remove" aria-label={`Take ${name} off`} onClick={() => setReturned(key, 0)}>
            <IconX size={18} aria-hidden="true" />
          </button>
        </div>
      </li>
    ))}
  </ul>
);
