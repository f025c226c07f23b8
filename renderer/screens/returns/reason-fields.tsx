import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import type { ToReturn } from '../../../domain/contract/returns.ts';
import { ReasonField } from '../../components/reason-field.tsx';

export type Why = Pick<ToReturn, 'reason' | 'disposition'>;

export const NO_REASON: Why = { reason: '', disposition: 'restock' };

const REASONS = ['Changed their mind', 'Does not fit', 'Faulty', 'Wrong item', 'Out of date'];
/** Nobody wants to buy these. */
const SPOILT = new Set(['Faulty', 'Out of date']);

interface ReasonFieldsProps {
  readonly why: Why;
  readonly onChange: (why: Why) => void;
  readonly isMissing: boolean;
}

/** Why goods come back, and whether they can be sold again. */
export const ReasonFields = ({ why, onChange, isMissing }: ReasonFieldsProps) => {
  const label = useId();
  return (
    <Stack>
      <ReasonField
        maxLength={200}
        choices={REASONS}
        value={why.reason}
        onChange={(reason) => onChange({ reason, disposition: SPOILT.has(reason) ? 'write-off' : why.disposition })}
        error={isMissing && 'Say why it comes back.'}
      />
      <div>
        <Text size="sm" fw={500} id={label}>
          The goods
        </Text>
        <SegmentedControl
          aria-labelledby={label}
          data={[
            { value: 'restock', label: 'Back into stock' },
            { value: 'write-off', label: 'Write off' },
          ]}
          value={why.disposition}
          onChange={(value) => onChange({ ...why, disposition: value === 'write-off' ? 'write-off' : 'restock' })}
        />
      </div>
    </Stack>
  );
};
