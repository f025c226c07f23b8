import { notifications } from '@mantine/notifications';
import { CallError } from '../client.ts';
import { showError } from '../components/show-error.ts';
import { addToBasket } from '../queries/basket.ts';
import { signal } from '../signal.ts';
import { useView } from '../stores/view.ts';

/** A scan lands in the basket, whatever screen is shown and whatever has the focus. */
export const scanToBasket = async (code: string, isOnSell: boolean): Promise<void> => {
  try {
    const { basket, itemId } = await addToBasket({ barcode: code });
    signal('scan');
    if (isOnSell) return;
    const line = basket.lines.find((candidate) => candidate.itemId === itemId);
    notifications.show({ message: `${line?.name ?? code} is in the basket`, autoClose: 3000 });
  } catch (error) {
    if (!(error instanceof CallError && error.code === 'basket/unknown-barcode')) {
      showError(error);
      return;
    }
    signal('error');
    useView.getState().setUnknownCode(code);
  }
};
