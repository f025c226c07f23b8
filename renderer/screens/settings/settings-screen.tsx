import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { SECTIONS } from './sections.tsx';
import './settings.css';

/** How the shop is set up, one section at a time. */
export const SettingsScreen = () => {
  const [location] = useLocation();
  return (
    <div className="till-screen">
      <PageHeader title="Settings" />
      <div className="till-settings">
        <nav className="till-settings-nav" aria-label="Settings">
          {SECTIONS.map(({ name, path, icon: Icon }) => (
            <Link key={path} href={path} aria-current={location.startsWith(path) ? 'page' : undefined}>
              <Icon size={22} stroke={1.6} aria-hidden="true" />
              {name}
            </Link>
          ))}
        </nav>
        <div className="till-settings-section">
          <Switch>
            {SECTIONS.map(({ path, section: Section }) => (
              <Route key={path} path={path}>
                <Section />
              </Route>
            ))}
            <Route>
              <Redirect to={SECTIONS[0]?.path ?? '/'} replace />
            </Route>
          </Switch>
        </div>
      </div>
    </div>
  );
};
