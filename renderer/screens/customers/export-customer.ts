import type { BuyerView } from '../../../domain/contract/buyers.ts';
import { call } from '../../client.ts';
import { downloadFile } from '../../components/download-file.ts';
import { showDone, showError } from '../../components/show-error.ts';

/** Gives everything the shop keeps of a customer as a file, to be handed to that person. */
export const exportCustomer = async ({ id }: BuyerView): Promise<void> => {
  try {
    const everything = await call('buyers.exportBuyer', { buyerId: id });
    // Without the name: a folder of downloads is open to everyone at the counter.
    downloadFile(`customer-${id}.json`, new Blob([JSON.stringify(everything, null, 2)], { type: 'application/json' }));
    showDone('The file holds personal data: hand it over, then delete it');
  } catch (error) {
    showError(error);
  }
};
