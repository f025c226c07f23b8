import { Redirect, Route, Switch } from 'wouter';
import { PageHeader } from '../../renderer/components/page-header.tsx';
import { PageTabs } from '../../renderer/components/page-tabs.tsx';
import { BelowZero } from './below-zero.tsx';
import { StockLevels } from './stock-levels.tsx';

export const StockScreen = () => (
  <div className="till-screen">
    <PageHeader title="Stock">
      <PageTabs
        pages={[
          { name: 'All items', path: '/stock' },
          { name: 'Below zero', path: '/stock/below-zero' },
        ]}
      />
    </PageHeader>
    <Switch>
      <Route path="/stock">
        <StockLevels />
      </Route>
      <Route path="/stock/below-zero">
        <BelowZero />
      </Route>
      <Route>
        <Redirect to="/stock" replace />
      </Route>
    </Switch>
  </div>
);
