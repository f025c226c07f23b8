import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconArrowBackUp, IconDeviceFloppy } from '@tabler/icons-react';
import { type SubmitEvent, useRef, useState } from 'react';
import { CallError } from '../../renderer/call-error.ts';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import { showDone } from '../../renderer/components/show-error.ts';
import { useEdit } from '../../renderer/components/use-edit.ts';
import { useLeaveGuard } from '../../renderer/components/use-leave-guard.tsx';
import { errorText } from '../../renderer/error-texts.ts';
import { useKeys } from '../../renderer/keys/keys.ts';
import type { OfficeItem } from '../../sync/hub/office-api.ts';
import { useOfficeCommand } from '../queries.ts';
import { ArchiveDialog } from './archive-dialog.tsx';
import { changerText } from './changer-text.ts';
import { ItemFields } from './item-fields.tsx';
import { editsFor, type ItemValues, isSame, keptOnTop, valuesOf } from './item-values.ts';
import { StaleItem } from './stale-item.tsx';

interface EditItemProps {
  /** As it is now. */
  readonly item: OfficeItem;
  readonly reload: () => void;
}

const whole = (value: number | string): string | null => (value === '' ? 'Enter a whole number; 0 for none.' : null);

/** One item, changed in all stores at once. */
export const EditItem = ({ item, reload }: EditItemProps) => {
  const edit = useOfficeCommand('editItem');
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [isArchiving, { open: archive, close }] = useDisclosure();
  const element = useRef<HTMLFormElement>(null);
  const form = useForm<ItemValues>({
    initialValues: valuesOf(item),
    validate: {
      name: (value) => (value.trim() ? null : 'Give the item a name.'),
      restockThreshold: whole,
      maxStockThreshold: whole,
    },
  });
  const { base, isStale, begin } = useEdit({ now: item, form, valuesOf, isSame, isSaving });
  useLeaveGuard(form.isDirty, 'item');
  useKeys('Item', [{ key: 'Mod+S', does: 'Save in all stores', run: () => element.current?.requestSubmit() }]);

  const save = async (values: ItemValues): Promise<void> => {
    if (isSaving || isStale) return;
    setSaving(true);
    setFailure(null);
    try {
      let saved = base;
      for (const set of editsFor(valuesOf(base), values)) {
        saved = await edit.mutateAsync({ itemId: base.id, revision: saved.revision, set });
      }
      begin(saved, valuesOf(saved));
      showDone(`${saved.name} was saved in all stores`);
    } catch (error) {
      if (error instanceof CallError && error.code === 'catalog/stale-edit') reload();
      else setFailure(errorText(error));
    } finally {
      setSaving(false);
    }
  };

  const submitWhole = form.onSubmit((values) => void save(values));
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    // A text that is no amount is no value of the form: its field says so.
    const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (!wrong) submitWhole(event);
    else {
      event.preventDefault();
      wrong.focus();
    }
  };

  return (
    <form ref={element} className="till-split-form" noValidate onSubmit={submit}>
      <div className="till-split-scroll">
        <Group justify="space-between" wrap="nowrap" align="flex-start" mb="md">
          <div>
            <Title order={2} size="h3" dir="auto">
              {item.name}
            </Title>
            <Text c="dimmed" size="sm">
              Last changed: {changerText(item.changedBy)}, {formatDateTime(item.changedAt)}
            </Text>
          </div>
        </Group>
        {isStale && (
          <StaleItem
            seen={base}
            now={item}
            load={() => begin(item, valuesOf(item))}
            keep={() => begin(item, keptOnTop(valuesOf(base), form.values, valuesOf(item)))}
          />
        )}
        {item.archived && (
          <Alert mb="md" role="status" title="This item is archived">
            No store sells it or finds it when it is scanned. Its past sales are kept.
          </Alert>
        )}
        {failure !== null && (
          <Alert color="red" role="alert" mb="md" title="It was not saved">
            {failure}
          </Alert>
        )}
        <ItemFields form={form} item={base} />
      </div>
      <Group className="till-split-foot" gap="sm" justify="space-between" wrap="nowrap">
        <Button variant="default" px="md" leftSection={<IconArchive size={20} />} onClick={archive}>
          {item.archived ? 'Restore' : 'Archive'}
        </Button>
        <Group gap="sm" wrap="nowrap">
          <Button
            variant="default"
            px="md"
            leftSection={<IconArrowBackUp size={20} />}
            disabled={!form.isDirty()}
            onClick={() => begin(item, valuesOf(item))}
          >
            Undo
          </Button>
          <Button
            type="submit"
            px="md"
            leftSection={<IconDeviceFloppy size={20} />}
            loading={isSaving}
            disabled={!form.isDirty() || isStale}
            aria-keyshortcuts="Control+S Meta+S"
          >
            Save
          </Button>
        </Group>
      </Group>
      {isArchiving && <ArchiveDialog item={item} close={close} />}
    </form>
  );
};
