import { Button, Code, Group, Modal, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { CatalogItemView } from '../../domain/contract/catalog.ts';
import { call } from '../client.ts';
import { MoneyText } from '../components/money-text.tsx';
import { SearchField } from '../components/search-field.tsx';
import { showDone, showError } from '../components/show-error.ts';
import { useKeys } from '../keys/keys.ts';
import { addToBasket } from '../queries/basket.ts';
import { useOperation } from '../queries/operations.ts';
import { useMay } from '../queries/session.ts';
import { useView } from '../stores/view.ts';
import { scanToBasket } from './scan-to-basket.ts';
import { useScanTarget } from './scanner.ts';

/** A code on no item: make the item, give the code to one that is there, or put the thing aside. */
export const UnknownCodeDialog = () => {
  const { unknownCode, setUnknownCode } = useView();
  const close = (): void => setUnknownCode(null);
  return (
    <Modal opened={unknownCode !== null} onClose={close} title="No item carries this code" size="lg">
      {unknownCode !== null && <Choices key={unknownCode} code={unknownCode} close={close} />}
    </Modal>
  );
};

const Choices = ({ code, close }: { readonly code: string; readonly close: () => void }) => {
  const [, navigate] = useLocation();
  const [assigning, setAssigning] = useState(false);
  const mayManage = useMay('manager');
  useKeys('Unknown code', [], { dialog: true });
  // The next scan answers the question too: put aside, and on with the sale.
  useScanTarget((next) => {
    close();
    void scanToBasket(next, false);
  });
  return (
    <Stack>
      <Text>
        <Code fz="lg">{code}</Code>
      </Text>
      {!mayManage && <Text>Put the item aside and ask a manager, or find it by its name.</Text>}
      {mayManage && !assigning && <Text>Create the item, or give the code to one that is in the catalogue.</Text>}
      {assigning ? (
        <AssignCode code={code} close={close} />
      ) : (
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Leave it
          </Button>
          {mayManage && (
            <>
              <Button variant="default" onClick={() => setAssigning(true)}>
                Give it to an item
              </Button>
              <Button
                data-autofocus
                onClick={() => {
                  close();
                  navigate(`/catalogue/new?barcode=${encodeURIComponent(code)}&then=sell`);
                }}
              >
                Create the item
              </Button>
            </>
          )}
        </Group>
      )}
    </Stack>
  );
};

const AssignCode = ({ code, close }: { readonly code: string; readonly close: () => void }) => {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text, 120);
  const found = useOperation('catalog.getCatalogItems', { text: searched, pageSize: 8 }, { keepPrevious: true });
  const [isBusy, setBusy] = useState(false);
  const assign = async (item: CatalogItemView): Promise<void> => {
    setBusy(true);
    try {
      await call('catalog.assignBarcode', { id: item.id, barcode: code });
      await addToBasket({ itemId: item.id });
      showDone(`${item.name} carries ${code} now and is in the basket`);
      close();
    } catch (error) {
      showError(error);
      setBusy(false);
    }
  };
  return (
    <>
      <SearchField label="Which item?" value={text} onChange={setText} data-autofocus />
      <Stack gap={4} mih={220}>
        {found.data?.items.map((item) => (
          <Button
            key={item.id}
            variant="default"
            disabled={isBusy}
            justify="space-between"
            rightSection={<MoneyText money={item.price} />}
            onClick={() => void assign(item)}
          >
            <Text truncate>{item.name}</Text>
          </Button>
        ))}
        {found.data?.items.length === 0 && <Text c="dimmed">Nothing found. Try fewer letters.</Text>}
      </Stack>
    </>
  );
};
