import { SegmentedControl } from '@mantine/core';
import type { PaymentMethod } from '../../../domain/contract/payment.ts';
import { METHODS } from './methods.ts';

interface MethodTilesProps {
  readonly offered: readonly PaymentMethod[];
  readonly value: PaymentMethod;
  readonly onChange: (method: PaymentMethod) => void;
  readonly isBusy: boolean;
}

/** The ways of paying, side by side: a name beneath its picture where there are many. */
export const MethodTiles = ({ offered, value, onChange, isBusy }: MethodTilesProps) => (
  <SegmentedControl
    fullWidth
    size={offered.length > 3 ? 'sm' : 'lg'}
    className="till-pay-methods"
    aria-label="Method"
    value={value}
    onChange={(chosen) => onChange(chosen)}
    disabled={isBusy}
    data={offered.map((method) => {
      const { name, icon: Icon } = METHODS[method];
      return {
        value: method,
        label: (
          <span className="till-pay-method" data-many={offered.length > 3 || undefined}>
            <Icon size={22} aria-hidden="true" /> {name}
          </span>
        ),
      };
    })}
  />
);
