import { mayAct } from '../../domain/contract/operation.ts';
import { useUser } from '../queries/session.ts';
import { ScreenLinks } from './screen-links.tsx';
import { SCREENS } from './screens.tsx';

export const Navigation = () => {
  const { role } = useUser();
  return <ScreenLinks screens={SCREENS.filter(({ needed }) => mayAct(role, needed))} />;
};
