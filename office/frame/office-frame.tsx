import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Failure } from '../../renderer/frame/failure.tsx';
import { ScreenLinks } from '../../renderer/frame/screen-links.tsx';
import { FAILURE_HINT } from './failure-hint.ts';
import { SCREENS } from './screens.tsx';
import { TopBar } from './top-bar.tsx';

/** Everything that is seen after signing in. @param failedSince when the hub last answered, while it does not */
export const OfficeFrame = ({ failedSince }: { readonly failedSince: number | null }) => {
  const [location] = useLocation();
  return (
    <div className="till-frame">
      <TopBar failedSince={failedSince} />
      <ScreenLinks screens={SCREENS} />
      <main className="till-main">
        {/* A screen that broke leaves the others whole. */}
        <Failure key={location.split('/')[1]} hint={FAILURE_HINT}>
          <Switch>
            {SCREENS.map(({ name, route, screen: Screen }) => (
              <Route key={name} path={route}>
                <Screen />
              </Route>
            ))}
            <Route>
              <Redirect to="/" replace />
            </Route>
          </Switch>
        </Failure>
      </main>
    </div>
  );
};
