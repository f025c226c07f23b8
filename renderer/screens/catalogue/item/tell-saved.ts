import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { showDone } from '../../../components/show-error.ts';

/** Tells that an item was saved, and which of its new barcodes look mistyped. */
export const tellSaved = (item: CatalogItemView, before: CatalogItemView['barcodes']): void => {
  const doubtful = item.barcodes
    .filter(({ code, checkDigitOk }) => !checkDigitOk && !before.some((other) => other.code === code))
    .map(({ code }) => code);
  showDone(
    doubtful.length === 0
      ? `${item.name} was saved`
      : `${item.name} was saved. The last digit of ${doubtful.join(', ')} does not fit the others: check the code`,
  );
};
