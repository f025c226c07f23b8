import { Link, useLocation } from 'wouter';
import { mayAct } from '../../domain/contract/operation.ts';
import { useKeys } from '../keys/keys.ts';
import { useUser } from '../queries/session.ts';
import { SCREENS } from './screens.tsx';

export const Navigation = () => {
  const [location, navigate] = useLocation();
  const { role } = useUser();
  const screens = SCREENS.filter(({ needed }) => mayAct(role, needed));
  useKeys(
    'Screens',
    screens.map(({ name, path }, index) => ({ key: `Alt+${index + 1}`, does: `Go to ${name}`, run: () => navigate(path) })),
  );
  return (
    <nav className="till-nav" aria-label="Screens">
      {screens.map(({ name, path, icon: Icon }, index) => {
        const isHere = path === '/' ? location === '/' : location.startsWith(path);
        return (
          <Link key={path} href={path} aria-current={isHere ? 'page' : undefined} aria-keyshortcuts={`Alt+${index + 1}`}>
            <Icon size={26} stroke={1.6} aria-hidden="true" />
            {name}
          </Link>
        );
      })}
    </nav>
  );
};
