import { CallError, call } from '../../client.ts';
import { showError } from '../../components/show-error.ts';
import { addToBasket } from '../../queries/basket.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';

/** Adds an item that was chosen on the screen. */
export const addItem = async ({ id }: { readonly id: string }): Promise<void> => {
  try {
    await addToBasket({ itemId: id });
  } catch (error) {
    showError(error);
  }
};

/** No spaces and a digit: it may be the code under the bars, read off by eye. */
const mayBeCode = (text: string): boolean => /^[\x21-\x7e]{4,64}$/.test(text) && /\d/.test(text);

/**
 * Adds what `text` names: the item that carries it as a barcode, else the first that is found by it.
 * @returns whether there was one
 */
export const addByText = async (text: string): Promise<boolean> => {
  const isCode = mayBeCode(text);
  try {
    const byCode = isCode ? await call('catalog.findByBarcode', { barcode: text }) : null;
    const found = byCode ?? (await call('catalog.getCatalogItems', { text, pageSize: 1 })).items[0];
    if (found) {
      await addToBasket({ itemId: found.id });
      return true;
    }
    signal('error');
    if (isCode) useView.getState().setUnknownCode(text);
  } catch (error) {
    if (error instanceof CallError) showError(error);
    else throw error;
  }
  return false;
};
