import { PageTabs } from '../../components/page-tabs.tsx';

export const StockTabs = () => (
  <PageTabs
    pages={[
      { name: 'Levels', path: '/stock' },
      { name: 'Movements', path: '/stock/movements' },
    ]}
  />
);
