import { IconMinus, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { MAX_QUANTITY } from '../../../domain/shared/quantity.ts';
import { setQuantity, stepQuantity } from './basket-actions.ts';

interface StepperProps {
  readonly name: string;
  readonly quantity: number;
  readonly set: (quantity: number) => void;
  readonly step: (step: 1 | -1) => void;
}

/** Of a line of goods that leave. */
export const QuantityStepper = ({ itemId, ...line }: Omit<StepperProps, 'set' | 'step'> & { readonly itemId: string }) => (
  <Stepper {...line} set={(quantity) => setQuantity(itemId, quantity)} step={(step) => stepQuantity(itemId, step)} />
);

/** −, the number, +. A typed number counts once Enter is pressed or the field is left; Escape takes it back. */
export const Stepper = ({ name, quantity, set, step }: StepperProps) => {
  const [typed, setTyped] = useState<string | null>(null);
  const commit = (): void => {
    const wanted = Number(typed);
    if (typed !== null && /^\d+$/.test(typed) && wanted !== quantity && wanted >= 1 && wanted <= MAX_QUANTITY) {
      set(wanted);
    }
    setTyped(null);
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') setTyped(null);
    else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') step(event.key === 'ArrowUp' ? 1 : -1);
    else if (event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') event.currentTarget.blur();
  };
  return (
    <div className="till-stepper" role="group" aria-label={`Quantity of ${name}`}>
      <button type="button" aria-label={`One fewer of ${name}`} onClick={() => step(-1)}>
        <IconMinus size={18} aria-hidden="true" />
      </button>
      <input
        type="text"
        inputMode="numeric"
        autoComplete="off"
        aria-label={`Units of ${name}`}
        value={typed ?? String(quantity)}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={commit}
        onKeyDown={onKeyDown}
      />
      <button type="button" aria-label={`One more of ${name}`} onClick={() => step(1)}>
        <IconPlus size={18} aria-hidden="true" />
      </button>
    </div>
  );
};
