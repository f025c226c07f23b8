import { PageTabs } from '../../components/page-tabs.tsx';
import { useMay } from '../../queries/session.ts';

export const StockTabs = () => {
  const mayManage = useMay('manager');
  return (
    <PageTabs
      pages={[
        { name: 'Levels', path: '/stock' },
        { name: 'Movements', path: '/stock/movements' },
        ...(mayManage ? [{ name: 'Below zero', path: '/stock/below-zero' }] : []),
      ]}
    />
  );
};
