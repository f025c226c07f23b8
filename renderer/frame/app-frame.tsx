import { Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ApprovalDialog } from '../approval/approval-dialog.tsx';
import { LoadingState } from '../components/states.tsx';
import { useMay } from '../queries/session.ts';
import { UnknownCodeDialog } from '../scanner/unknown-code-dialog.tsx';
import { Failure } from './failure.tsx';
import { Navigation } from './navigation.tsx';
import { SCREENS } from './screens.tsx';
import { TopBar } from './top-bar.tsx';
import { useAutoLock } from './use-auto-lock.ts';
import { useInputs } from './use-inputs.ts';

/** Everything that a signed-in person sees. */
export const AppFrame = () => {
  const mayManage = useMay('manager');
  const [location] = useLocation();
  const screen = location.split('/')[1];
  useInputs();
  useAutoLock();
  return (
    <div className="till-frame">
      <TopBar />
      <Navigation />
      <main className="till-main">
        {/* A screen that broke leaves the others whole. */}
        <Failure key={screen}>
          <Suspense
            fallback={
              <div className="till-screen">
                <LoadingState />
              </div>
            }
          >
            <Switch>
              {SCREENS.filter(({ needed }) => needed === 'clerk' || mayManage).map(({ name, route, screen: Screen }) => (
                <Route key={name} path={route}>
                  <Screen />
                </Route>
              ))}
              <Route>
                <Redirect to="/" replace />
              </Route>
            </Switch>
          </Suspense>
        </Failure>
      </main>
      <UnknownCodeDialog />
      <ApprovalDialog />
    </div>
  );
};
