import type { Icon } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { useKeys } from '../keys/keys.ts';

interface ScreenLinksProps {
  readonly screens: readonly { readonly name: string; readonly path: string; readonly icon: Icon }[];
}

/** As they lie on the keyboard; what comes after has no key. */
const DIGITS = '1234567890';

/** The navigation: all screens, the first ten by key. */
export const ScreenLinks = ({ screens }: ScreenLinksProps) => {
  const [location, navigate] = useLocation();
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
