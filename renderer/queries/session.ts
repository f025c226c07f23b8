import type { ShopView, UserView } from '../../domain/contract/identity.ts';
import type { Role } from '../../domain/contract/operation.ts';
import { mayAct } from '../../domain/contract/operation.ts';
import { useOperation } from './operations.ts';

export const useSession = () => useOperation('identity.getSession', {});

export const useSetup = () => useOperation('identity.getSetup', {});

/** Who is signed in. Inside the frame alone, where someone always is. */
export const useUser = (): UserView => {
  const user = useSession().data?.user;
  if (!user) throw new Error('nobody is signed in');
  return user;
};

/** The shop. Inside the frame alone, where there always is one. */
export const useShop = (): ShopView => {
  const shop = useSetup().data?.shop;
  if (!shop) throw new Error('there is no shop yet');
  return shop;
};

/** Whether the signed-in role may do what `needed` may. Main decides again; this only spares the clerk a refusal. */
export const useMay = (needed: Role): boolean => mayAct(useUser().role, needed);
