import './customers.css';
import { Redirect, Route, Switch } from 'wouter';
import { NamesPage } from '../../components/names/names-page.tsx';
import { useMay } from '../../queries/session.ts';
import { CustomerFormPage } from './customer-form-page.tsx';
import { CustomersPage } from './customers-page.tsx';
import { NewCustomer } from './new-customer.tsx';

const EDIT_ROUTE = /^\/customers\/(?<id>[0-9a-f-]{36})\/edit$/;
const LIST_ROUTE = /^\/customers(\/(?<id>[0-9a-f-]{36}))?$/;

export const CustomersScreen = () => {
  const mayManage = useMay('manager');
  return (
    <Switch>
      <Route path="/customers/new">
        <NewCustomer />
      </Route>
      {mayManage && (
        <Route path="/customers/groups">
          <NamesPage
            title="Customer groups"
            kind="group"
            uses="Customers"
            hint="Prices and promotions can be for one group alone."
            parent={{ name: 'Customers', path: '/customers' }}
          />
        </Route>
      )}
      <Route path={EDIT_ROUTE}>{({ id = '' }) => <CustomerFormPage key={id} id={id} />}</Route>
      <Route path={LIST_ROUTE}>{({ id }) => <CustomersPage open={id ?? null} />}</Route>
      <Route>
        <Redirect to="/customers" replace />
      </Route>
    </Switch>
  );
};
