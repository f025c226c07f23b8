import './catalogue.css';
import { Redirect, Route, Switch } from 'wouter';
import { useMay } from '../../queries/session.ts';
import { ClassificationPage } from './classification-page.tsx';
import { ImportPage } from './import/import-page.tsx';
import { ItemPage } from './item/item-page.tsx';
import { NewItem } from './item/new-item.tsx';
import { ItemList } from './item-list.tsx';

const ITEM_ROUTE = /^\/catalogue\/(?<id>[0-9a-f-]{36})$/;

export const CatalogueScreen = () => {
  const mayManage = useMay('manager');
  return (
    <Switch>
      <Route path="/catalogue">
        <ItemList />
      </Route>
      {mayManage && (
        <>
          <Route path="/catalogue/new">
            <NewItem />
          </Route>
          <Route path="/catalogue/import">
            <ImportPage />
          </Route>
          <Route path="/catalogue/types">
            <ClassificationPage key="type" kind="type" />
          </Route>
          <Route path="/catalogue/brands">
            <ClassificationPage key="brand" kind="brand" />
          </Route>
        </>
      )}
      <Route path={ITEM_ROUTE}>{({ id = '' }) => <ItemPage key={id} id={id} />}</Route>
      <Route>
        <Redirect to="/catalogue" replace />
      </Route>
    </Switch>
  );
};
