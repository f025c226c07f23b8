import { Button } from '@mantine/core';
import { IconBuildingStore, IconReceiptOff } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { dayOf } from '../../domain/shared/clock.ts';
import { PageHeader } from '../../renderer/components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { useHub, useOffice } from '../queries.ts';
import { Attention } from './attention.tsx';
import { DayPicker } from './day-picker.tsx';
import { SalesOfDay } from './sales-of-day.tsx';

export const OverviewScreen = () => {
  const { stores } = useHub();
  const [day, setDay] = useState(() => dayOf(Date.now()));
  if (stores.length === 0) {
    return (
      <div className="till-screen">
        <PageHeader title="Overview" />
        <EmptyState
          icon={<IconBuildingStore size={40} />}
          title="No store yet"
          hint="Connect the first register: its shop becomes the first store, and its sales show here."
        >
          <Button component={Link} href="/registers/connect">
            Connect a register
          </Button>
        </EmptyState>
      </div>
    );
  }
  return (
    <div className="till-screen">
      <PageHeader title="Overview">
        <DayPicker day={day} onChange={setDay} />
      </PageHeader>
      <div className="office-overview">
        <div className="office-sales">
          <Sales day={day} />
        </div>
        <Attention />
      </div>
    </div>
  );
};

const Sales = ({ day }: { readonly day: string }) => {
  const sales = useOffice('getSales', { day }, { keepPrevious: true });
  if (!sales.data) {
    return sales.error ? <ErrorState error={sales.error} retry={() => void sales.refetch()} /> : <LoadingState />;
  }
  if (sales.data.stores.every(({ count, tenders }) => count === 0 && tenders.length === 0)) {
    return (
      <EmptyState
        icon={<IconReceiptOff size={40} />}
        title="Nothing sold on this day"
        hint="Sales show here as soon as a register has sent them. Look at another day, or at the registers."
      />
    );
  }
  return <SalesOfDay stores={sales.data.stores} />;
};
