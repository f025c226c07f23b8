import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { call } from '../../client.ts';
import { showDone, showError } from '../../components/show-error.ts';

const READ_BY_THEN_MS = 60_000;

/** Gives everything the shop keeps of a customer as a file, to be handed to that person. */
export const exportCustomer = async ({ id }: BuyerView): Promise<void> => {
  try {
    const everything = await call('buyers.exportBuyer', { buyerId: id });
    const url = URL.createObjectURL(new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
    const link = document.createElement('a');
    link.href = url;
    // Without the name: a folder of downloads is open to everyone at the counter.
    link.download = `customer-${id}.json`;
    link.click();
    // The host reads it after the click.
    setTimeout(() => URL.revokeObjectURL(url), READ_BY_THEN_MS);
    showDone('The file holds personal data: hand it over, then delete it');
  } catch (error) {
    showError(error);
  }
};
