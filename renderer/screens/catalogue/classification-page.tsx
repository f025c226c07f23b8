import { SegmentedControl } from '@mantine/core';
import { useLocation } from 'wouter';
import { NamesPage } from '../../components/names/names-page.tsx';

const PAGES = {
  type: { title: 'Types', hint: 'Types sort the catalogue, as the shelves sort the shop.' },
  brand: { title: 'Brands', hint: 'Brands tell who makes an item.' },
} as const;

/** The types or the brands: each is a name and the items under it. */
export const ClassificationPage = ({ kind }: { readonly kind: 'type' | 'brand' }) => {
  const [, navigate] = useLocation();
  return (
    <NamesPage {...PAGES[kind]} kind={kind} uses="Items" parent={{ name: 'Catalogue', path: '/catalogue' }}>
      <SegmentedControl
        aria-label="Which names"
        value={kind}
        data={[
          { value: 'type', label: 'Types' },
          { value: 'brand', label: 'Brands' },
        ]}
        onChange={(chosen) => navigate(`/catalogue/${chosen}s`, { replace: true })}
      />
    </NamesPage>
  );
};
