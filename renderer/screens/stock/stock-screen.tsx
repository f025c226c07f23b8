import './stock.css';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../components/list-detail.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { BelowZeroPage } from './below-zero-page.tsx';
import { FilterBar } from './filter-bar.tsx';
import { ItemPanel } from './item-panel.tsx';
import { LevelList } from './level-list.tsx';
import { MovementsPage } from './movements-page.tsx';
import { useStockFilters } from './stock-filters.ts';
import { StockScans } from './stock-scans.tsx';
import { StockTabs } from './stock-tabs.tsx';

export const StockScreen = () => {
  const mayManage = useMay('manager');
  const [scanned, setScanned] = useState<string | null>(null);
  return (
    <>
      {/* First, so that the form of an item is asked before it. */}
      {mayManage && <StockScans opened={setScanned} />}
      <Page scanned={scanned} mayManage={mayManage} />
    </>
  );
};

interface PageProps {
  readonly scanned: string | null;
  readonly mayManage: boolean;
}

const Page = ({ scanned, mayManage }: PageProps) => {
  const [location] = useLocation();
  if (location === '/stock/movements') return <MovementsPage />;
  const belowZero = /^\/stock\/below-zero(?:\/([0-9a-f-]{36}))?$/.exec(location);
  if (belowZero && mayManage) return <BelowZeroPage open={belowZero[1] ?? null} />;
  return <Levels scanned={scanned} />;
};

const openIn = (location: string): string | null => /^\/stock\/([0-9a-f-]{36})$/.exec(location)?.[1] ?? null;

const Levels = ({ scanned }: { readonly scanned: string | null }) => {
  const [location, navigate] = useLocation();
  const open = openIn(location);
  const mayManage = useMay('manager');
  const { clear } = useStockFilters();
  const back = (): void => navigate('/stock');
  const { search, list, toList, toSearch } = useListFocus(open !== null, back);
  useKeys('Stock', [
    { key: 'F2', does: 'Search', run: toSearch },
    { key: '/', does: 'Search', run: toSearch },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    { key: 'Escape', does: open === null ? 'Show everything again' : 'Back to the list', run: open === null ? clear : back },
    { key: 'M', does: 'Show the movements', run: () => navigate('/stock/movements') },
    ...(mayManage ? [{ key: 'B', does: 'Show what is below zero', run: () => navigate('/stock/below-zero') }] : []),
  ]);
  return (
    <ListDetail
      title="Stock"
      actions={<StockTabs />}
      open={open}
      back={back}
      list={
        <div ref={list} className="till-split-list">
          <FilterBar searchRef={search} toList={toList} />
          <LevelList selected={open} />
        </div>
      }
      detailLabel="Item"
      detail={<ItemPanel key={open} itemId={open} isScanned={open !== null && open === scanned} />}
    />
  );
};
