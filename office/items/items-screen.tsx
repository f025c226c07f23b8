import { Redirect, Route, Switch } from 'wouter';
import { ConflictsPage } from './conflicts-page.tsx';
import { ItemsPage } from './items-page.tsx';

const ITEM_ROUTE = /^\/items(?:\/(?<id>[0-9a-f-]{36}))?$/;

export const ItemsScreen = () => (
  <Switch>
    <Route path="/items/conflicts">
      <ConflictsPage />
    </Route>
    <Route path={ITEM_ROUTE}>{({ id }) => <ItemsPage open={id ?? null} />}</Route>
    <Route>
      <Redirect to="/items" replace />
    </Route>
  </Switch>
);
