import { Button, Text } from '@mantine/core';
import { IconCashRegister } from '@tabler/icons-react';
import { useState } from 'react';
import type { Money } from '../../../domain/shared/money.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useKeys } from '../../keys/keys.ts';
import { FloatForm } from './float-form.tsx';
import { ShiftTabs } from './shift-tabs.tsx';

/** Before a shift: open one with its float, or let the first sale do it. */
export const OpenShift = ({ keptFloat }: { readonly keptFloat: Money | null }) => {
  const [isCounting, setCounting] = useState(false);
  useKeys('Shift', [
    { key: 'F', does: 'Count the float', run: () => setCounting(true) },
    { key: 'Escape', does: 'Stop counting', run: () => setCounting(false), enabled: isCounting },
  ]);
  return (
    <div className="till-screen">
      <PageHeader title="Shift">
        <ShiftTabs />
      </PageHeader>
      {isCounting ? (
        <section className="till-panel till-shift-open" aria-label="Open a shift">
          {keptFloat && <Text mb="md">The last shift left {formatMoney(keptFloat)} in the drawer. Count it again.</Text>}
          <FloatForm keptFloat={keptFloat} label="Open the shift" close={() => setCounting(false)} />
        </section>
      ) : (
        <EmptyState
          icon={<IconCashRegister size={40} />}
          title="No shift is open"
          hint="Count the float and open one. Selling need not wait: the first sale opens a shift by itself."
        >
          <Button mt="xs" onClick={() => setCounting(true)} aria-keyshortcuts="F">
            Open with a float
          </Button>
        </EmptyState>
      )}
    </div>
  );
};
