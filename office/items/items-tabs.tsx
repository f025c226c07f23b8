import { PageTabs } from '../../renderer/components/page-tabs.tsx';

export const ItemsTabs = () => (
  <PageTabs
    pages={[
      { name: 'All items', path: '/items' },
      { name: 'Conflicts', path: '/items/conflicts' },
    ]}
  />
);
