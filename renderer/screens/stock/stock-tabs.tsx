import { Button } from '@mantine/core';
import { Link, useLocation } from 'wouter';

const PAGES = [
  { name: 'Levels', path: '/stock' },
  { name: 'Movements', path: '/stock/movements' },
] as const;

export const StockTabs = () => {
  const [location] = useLocation();
  const isMovements = location === '/stock/movements';
  return (
    <Button.Group>
      {PAGES.map(({ name, path }) => {
        const isHere = isMovements === (path === '/stock/movements');
        return (
          <Button
            key={path}
            component={Link}
            href={path}
            variant={isHere ? 'light' : 'default'}
            aria-current={isHere ? 'page' : undefined}
          >
            {name}
          </Button>
        );
      })}
    </Button.Group>
  );
};
