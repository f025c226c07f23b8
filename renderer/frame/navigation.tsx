import { Link, useLocation } from 'wouter';
import { mayAct } from '../../domain/contract/operation.ts';
import { useKeys } from '../keys/keys.ts';
import { useUser } from '../queries/session.ts';
import { SCREENS } from './screens.tsx';

/** As they lie on the keyboard; what comes after has no key. */
const DIGITS = '1234567890';

export const Navigation = () => {
  const [location, navigate] = useLocation();
  const { role } = useUser();
  const screens = SCREENS.filter(({ needed }) => mayAct(role, needed));
  const keyOf = (index: number): string | undefined => DIGITS[index] && `Alt+${DIGITS[index]}`;
  useKeys(
    'Screens',
    screens.flatMap(({ name, path }, index) => {
      const key = keyOf(index);
      return key ? [{ key, does: `Go to ${name}`, run: () => navigate(path) }] : [];
    }),
  );
  return (
    <nav className="till-nav" aria-label="Screens">
      {screens.map(({ name, path, icon: Icon }, index) => {
        const isHere = path === '/' ? location === '/' : location.startsWith(path);
        return (
          <Link key={path} href={path} aria-current={isHere ? 'page' : undefined} aria-keyshortcuts={keyOf(index)}>
            <Icon size={26} stroke={1.6} aria-hidden="true" />
            {name}
          </Link>
        );
      })}
    </nav>
  );
};
