import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { newId } from '../../../../domain/shared/ids.ts';
import { call } from '../../../client.ts';
import { showError } from '../../../components/show-error.ts';
import { addToBasket } from '../../../queries/basket.ts';
import { useShop } from '../../../queries/session.ts';
import { ItemForm, Notice } from './item-form.tsx';
import { fieldsOf, type ItemValues, newItemValues } from './item-values.ts';
import { savePicture } from './save-picture.ts';
import { tellSaved } from './tell-saved.ts';
import { showRefusal, useItemForm } from './use-item-form.ts';

/** Where the form was opened from, as the address says it. */
const readSearch = () => {
  const search = new URLSearchParams(location.search);
  return { barcode: search.get('barcode')?.trim() || null, thenSell: search.get('then') === 'sell' };
};

export const NewItem = () => {
  const [, navigate] = useLocation();
  const { currency } = useShop();
  const [id] = useState(newId);
  const [{ barcode, thenSell }] = useState(readSearch);
  const form = useItemForm(newItemValues(barcode));
  const [isSaving, setSaving] = useState(false);
  // Read once: the router would carry it on to every screen that follows.
  useEffect(() => {
    if (location.search) navigate('/catalogue/new?', { replace: true });
  }, [navigate]);

  const save = async (values: ItemValues): Promise<void> => {
    if (isSaving) return;
    setSaving(true);
    try {
      const item = await call('catalog.createCatalogItem', {
        id,
        ...fieldsOf(values, currency),
        openingStock: Number(values.openingStock),
      });
      form.resetDirty();
      tellSaved(item, []);
      // The item stands from here on; what fails now is told and can be done again on the item.
      await savePicture(id, values.picture).catch(showError);
      if (thenSell) await addToBasket({ itemId: id }).catch(showError);
      navigate(thenSell ? '/' : '/catalogue');
    } catch (error) {
      showRefusal(form, error);
      setSaving(false);
    }
  };

  return (
    <ItemForm
      title="New item"
      form={form}
      itemId={id}
      item={null}
      isSaving={isSaving}
      save={(values) => void save(values)}
      notice={
        thenSell && (
          <Notice title="This code is on no item yet">
            Save the item: it goes into the basket and you are back at the sale.
          </Notice>
        )
      }
    />
  );
};
