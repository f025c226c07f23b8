import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { CatalogItemView } from '../../../../domain/contract/catalog.ts';
import { call } from '../../../client.ts';
import { showDone, showError } from '../../../components/show-error.ts';
import { showUndo } from '../../../components/show-undo.tsx';
import { useOperation } from '../../../queries/operations.ts';

interface RemoveItemProps {
  readonly item: CatalogItemView;
  readonly onRemoved: () => void;
}

export const RemoveItem = ({ item, onRemoved }: RemoveItemProps) => {
  const [isOpen, { open, close }] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<IconTrash size={20} />} onClick={open}>
        Delete
      </Button>
      <Modal opened={isOpen} onClose={close} title="Delete this item?">
        <Confirmation item={item} close={close} onRemoved={onRemoved} />
      </Modal>
    </>
  );
};

const Confirmation = ({ item, close, onRemoved }: RemoveItemProps & { readonly close: () => void }) => {
  const movements = useOperation('catalog.getStockMovements', { itemId: item.id, pageSize: 1 });
  const [isBusy, setBusy] = useState(false);
  const hasMoved = (movements.data?.items.length ?? 0) > 0;

  const remove = async (): Promise<void> => {
    setBusy(true);
    try {
      const { outcome } = await call('catalog.deleteCatalogItem', { id: item.id });
      if (outcome === 'deleted') showDone(`${item.name} was deleted`);
      else showUndo(`${item.name} was archived`, () => call('catalog.restoreCatalogItem', { id: item.id }));
      onRemoved();
    } catch (error) {
      showError(error);
      setBusy(false);
    }
  };

  return (
    <Stack>
      <Text>
        {hasMoved
          ? `${item.name} was sold or moved before, so it is archived: it is no longer sold, its past stays, and you can restore it.`
          : `${item.name} was never sold or moved, so it is deleted for good. If it lies in a basket it is archived instead.`}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          Keep it
        </Button>
        <Button color="red.9" loading={isBusy || movements.isPending} onClick={() => void remove()}>
          {hasMoved ? 'Archive' : 'Delete'}
        </Button>
      </Group>
    </Stack>
  );
};
