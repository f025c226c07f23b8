import './shift.css';
import { Redirect, Route, Switch } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';
import { ClosePage } from './close-page.tsx';
import { OpenShift } from './open-shift.tsx';
import { ReportsPage } from './reports-page.tsx';
import { ShiftPage } from './shift-page.tsx';

export const ShiftScreen = () => (
  <Switch>
    <Route path="/shift/reports/:number?">
      {({ number }) => <ReportsPage number={number === undefined ? null : Number(number)} />}
    </Route>
    <Route path="/shift/close">
      <Current isClosing />
    </Route>
    <Route path="/shift">
      <Current isClosing={false} />
    </Route>
    <Route>
      <Redirect to="/shift" replace />
    </Route>
  </Switch>
);

const Current = ({ isClosing }: { readonly isClosing: boolean }) => {
  const state = useOperation('shifts.getShift', {});
  const mayManage = useMay('manager');
  if (!state.data) {
    return (
      <div className="till-screen">
        <PageHeader title="Shift" />
        {state.error ? <ErrorState error={state.error} retry={() => void state.refetch()} /> : <LoadingState />}
      </div>
    );
  }
  const { shift, blindCount, keptFloat } = state.data;
  if (!shift) return <OpenShift keptFloat={keptFloat} />;
  // What a manager saw a moment ago is not for the clerk who takes over.
  const shown = blindCount && !mayManage ? { ...state.data, drawer: null } : state.data;
  return isClosing ? <ClosePage key={shift.number} state={shown} shift={shift} /> : <ShiftPage state={shown} shift={shift} />;
};
