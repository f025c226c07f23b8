import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';

interface PageTabsProps {
  /** The first is the screen itself; the others lie under it. */
  readonly pages: readonly [PageTab, ...PageTab[]];
}

interface PageTab {
  readonly name: string;
  readonly path: string;
}

/** The pages of one screen, beside its title. */
export const PageTabs = ({ pages }: PageTabsProps) => {
  const [location] = useLocation();
  const here = pages.slice(1).find(({ path }) => location.startsWith(path)) ?? pages[0];
  return (
    <Button.Group>
      {pages.map((page) => (
        <Button
          key={page.path}
          component={Link}
          href={page.path}
          variant={page === here ? 'light' : 'default'}
          aria-current={page === here ? 'page' : undefined}
        >
          {page.name}
        </Button>
      ))}
    </Button.Group>
  );
};
