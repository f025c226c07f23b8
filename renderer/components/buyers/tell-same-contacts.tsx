import { notifications } from '@mantine/notifications';
import type { SameContactView } from '../../../domain/contract/buyers.ts';

/** Tells who else has a telephone number or e-mail of the one just saved: perhaps the same person twice. */
export const tellSameContacts = (sameContacts: readonly SameContactView[]): void => {
  if (sameContacts.length === 0) return;
  notifications.show({
    color: 'orange',
    title: 'Perhaps this customer is there already',
    message: sameContacts.map(({ name, contact }) => `${name} has ${contact} too`).join('. '),
    autoClose: 12_000,
  });
};
