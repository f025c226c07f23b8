import { call } from '../../../client.ts';
import type { ItemValues } from './item-values.ts';

/** Does to the stored picture what was chosen in the form. */
export const savePicture = async (id: string, picture: ItemValues['picture']): Promise<void> => {
  if (picture === 'removed') await call('catalog.removePicture', { id });
  else if (picture !== 'kept') await call('catalog.setPicture', { id, ...picture });
};
