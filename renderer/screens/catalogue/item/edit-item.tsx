import { Button } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { CallError, call } from '../../../client.ts';
import { showDone, showError } from '../../../components/show-error.ts';
import { useEdit } from '../../../components/use-edit.ts';
import { ItemForm, Notice } from './item-form.tsx';
import { changedFields, fieldsOf, type ItemValues, onTopOf, valuesOf } from './item-values.ts';
import { RemoveItem } from './remove-item.tsx';
import { savePicture } from './save-picture.ts';
import { StaleItem } from './stale-item.tsx';
import { tellSaved } from './tell-saved.ts';
import { showRefusal, useItemForm } from './use-item-form.ts';

interface EditItemProps {
  /** As it is now. */
  readonly item: CatalogItemView;
  readonly reload: () => void;
}

const isSame = (a: ItemValues, b: ItemValues): boolean => changedFields(a, b).length === 0;

export const EditItem = ({ item, reload }: EditItemProps) => {
  const [, navigate] = useLocation();
  const form = useItemForm(valuesOf(item));
  const [isSaving, setSaving] = useState(false);
  const { base, isStale, begin } = useEdit({ now: item, form, valuesOf, isSame, isSaving });

  const save = async (values: ItemValues): Promise<void> => {
    if (isSaving || isStale) return;
    setSaving(true);
    try {
      let saved = base;
      if (changedFields(valuesOf(base), values).length > 0) {
        saved = await call('catalog.updateCatalogItem', {
          id: base.id,
          revision: base.revision,
          ...fieldsOf(values, base.price.currency),
        });
        begin(saved, { ...valuesOf(saved), picture: values.picture });
      }
      await savePicture(base.id, values.picture);
      form.resetDirty();
      tellSaved(saved, base.barcodes);
      navigate('/catalogue');
    } catch (error) {
      if (error instanceof CallError && error.code === 'catalog/stale-edit') reload();
      else showRefusal(form, error);
      setSaving(false);
    }
  };

  const restore = async (): Promise<void> => {
    try {
      await call('catalog.restoreCatalogItem', { id: item.id });
      showDone(`${item.name} is back in the catalogue`);
    } catch (error) {
      showError(error);
    }
  };

  return (
    <ItemForm
      title="Edit item"
      form={form}
      itemId={item.id}
      item={item}
      isSaving={isSaving}
      save={(values) => void save(values)}
      actions={
        item.archived ? (
          <Button variant="default" onClick={() => void restore()}>
            Restore
          </Button>
        ) : (
          <RemoveItem
            item={item}
            onRemoved={() => {
              form.resetDirty();
              navigate('/catalogue');
            }}
          />
        )
      }
      notice={
        isStale ? (
          <StaleItem
            seen={base}
            now={item}
            load={() => begin(item, valuesOf(item))}
            keep={() => begin(item, onTopOf(valuesOf(base), form.values, valuesOf(item)))}
          />
        ) : (
          item.archived && (
            <Notice title="This item is archived">It is not sold and not found when scanned. Its past sales are kept.</Notice>
          )
        )
      }
    />
  );
};
