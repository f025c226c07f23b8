import { PageTabs } from '../../components/page-tabs.tsx';

export const ShiftTabs = () => (
  <PageTabs
    pages={[
      { name: 'Now', path: '/shift' },
      { name: 'Z reports', path: '/shift/reports' },
    ]}
  />
);
