import { Alert, Button, Group, NumberInput, Radio, Stack, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { MAX_QUANTITY } from '../../../domain/shared/quantity.ts';
import { call } from '../../client.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { showError } from '../../components/show-error.ts';
import { useOperation } from '../../queries/operations.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { signal } from '../../signal.ts';
import { bringBack } from './bring-back.ts';
import { NO_REASON, ReasonFields } from './reason-fields.tsx';

const SHOWN = 6;

/** Goods that nobody has a receipt for: worth what they cost today, and for a manager to allow. */
export const NoReceipt = ({ done }: { readonly done: () => void }) => {
  const [text, setText] = useState('');
  const [searched] = useDebouncedValue(text.trim(), 120);
  const [item, setItem] = useState<CatalogItemView | null>(null);
  const [units, setUnits] = useState(1);
  const [why, setWhy] = useState(NO_REASON);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const found = useOperation(
    'catalog.getCatalogItems',
    { text: searched, pageSize: SHOWN },
    { enabled: searched !== '', keepPrevious: true },
  );
  const hits = searched === '' ? [] : (found.data?.items ?? []);
  const shown = item && !hits.some(({ id }) => id === item.id) ? [item, ...hits] : hits;

  useScanTarget((barcode) => {
    call('catalog.findByBarcode', { barcode }).then((one) => {
      signal('scan');
      setItem(one);
      setText('');
    }, showError);
    return undefined;
  });
  const submit = async (): Promise<void> => {
    setTried(true);
    if (isBusy || !item || why.reason.trim() === '' || units < 1) return;
    setBusy(true);
    const isIn = await bringBack([{ from: { kind: 'no-receipt', productId: item.id }, units, ...why }]);
    setBusy(false);
    if (isIn) done();
  };

  return (
    <form
      className="till-panel till-return"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack>
        <div>
          <Title order={2} size="h3">
            Without a receipt
          </Title>
          <Text c="dimmed">Worth what it costs today. Your role may need a manager for it.</Text>
        </div>
        <SearchField
          label="Item"
          labelShown
          description="Scan it, or search by name"
          autoFocus
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !hits[0] || text.trim() === '') return;
            event.preventDefault();
            setItem(hits[0]);
            setText('');
          }}
        />
        {shown.length > 0 && (
          <Radio.Group
            aria-label="Items found"
            value={item?.id ?? null}
            onChange={(id) => setItem(shown.find((one) => one.id === id) ?? null)}
          >
            <Stack gap={6}>
              {shown.map(({ id, name, price }) => (
                <Radio key={id} value={id} label={`${name}, ${formatMoney(price)}`} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        {searched !== '' && found.data && shown.length === 0 && <Text c="dimmed">Nothing found for “{searched}”.</Text>}
        <Group align="flex-start">
          <NumberInput
            w={110}
            label="Units"
            min={1}
            max={MAX_QUANTITY}
            allowDecimal={false}
            allowNegative={false}
            value={units}
            onFocus={({ currentTarget }) => currentTarget.select()}
            onChange={(value) => setUnits(Number(value) || 0)}
          />
          <div className="till-return-why">
            <ReasonFields why={why} onChange={setWhy} isMissing={isTried && why.reason.trim() === ''} />
          </div>
        </Group>
        {isTried && !item && (
          <Alert color="red" role="alert">
            Say which item comes back.
          </Alert>
        )}
        <Button type="submit" size="lg" loading={isBusy}>
          Into the basket
        </Button>
      </Stack>
    </form>
  );
};
