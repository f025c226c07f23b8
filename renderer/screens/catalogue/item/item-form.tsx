import { Alert, Button, Group } from '@mantine/core';
import { IconArrowBackUp, IconArrowLeft, IconDeviceFloppy } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { PageHeader } from '../../../components/page-header.tsx';
import { useLeaveGuard } from '../../../components/use-leave-guard.tsx';
import { useKeys } from '../../../keys/keys.ts';
import { ItemFields } from './item-fields.tsx';
import type { ItemValues } from './item-values.ts';
import { PictureField } from './picture-field.tsx';
import { StockField } from './stock-field.tsx';
import type { ItemFormApi } from './use-item-form.ts';

interface ItemFormProps {
  readonly title: string;
  readonly form: ItemFormApi;
  readonly itemId: string;
  /** Missing while it is new. */
  readonly item: CatalogItemView | null;
  readonly isSaving: boolean;
  readonly save: (values: ItemValues) => void;
  /** More actions on the item. */
  readonly actions?: ReactNode;
  /** What to know before going on. */
  readonly notice?: ReactNode;
}

export const ItemForm = ({ title, form, itemId, item, isSaving, save, actions, notice }: ItemFormProps) => {
  const [, navigate] = useLocation();
  const element = useRef<HTMLFormElement>(null);
  const back = (): void => navigate('/catalogue');
  useLeaveGuard(form.isDirty, 'item');
  useKeys('Item', [
    {
      key: 'Mod+S',
      does: 'Save',
      run: () => {
        // A barcode that is typed but not added yet is added first.
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        element.current?.requestSubmit();
      },
    },
    { key: 'Escape', does: 'Back to the catalogue', run: back },
  ]);
  const [isReading, setReading] = useState(false);
  const saveWhole = (values: ItemValues): void => {
    if (!isReading) save(values);
  };
  const submit = form.onSubmit(saveWhole, (errors) => form.getInputNode(Object.keys(errors)[0] ?? '')?.focus());
  return (
    <div className="till-screen">
      <form ref={element} className="till-form" onSubmit={submit} noValidate>
        <PageHeader title={title}>
          <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
            Catalogue
          </Button>
          {actions}
          <Button
            variant="default"
            leftSection={<IconArrowBackUp size={20} />}
            disabled={!form.isDirty()}
            onClick={() => form.reset()}
          >
            Undo changes
          </Button>
          <Button
            type="submit"
            leftSection={<IconDeviceFloppy size={20} />}
            loading={isSaving || isReading}
            aria-keyshortcuts="Control+S Meta+S"
          >
            Save
          </Button>
        </PageHeader>
        {notice}
        <div className="till-form-body">
          <ItemFields form={form} itemId={itemId} item={item} />
          <Group gap="md" p={0}>
            <PictureField
              name={form.values.name}
              pictureUri={item?.pictureUri ?? null}
              value={form.values.picture}
              onChange={(picture) => form.setFieldValue('picture', picture)}
              onReading={setReading}
            />
            <StockField form={form} item={item} />
          </Group>
        </div>
      </form>
    </div>
  );
};

export const Notice = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <Alert title={title} mb="md" role="status">
    {children}
  </Alert>
);
