import './returns.css';
import { Button, Group } from '@mantine/core';
import { IconReceiptRefund } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { PageHeader } from '../../components/page-header.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyState } from '../../components/states.tsx';
import { errorText } from '../../error-texts.ts';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { signal } from '../../signal.ts';
import { useView } from '../../stores/view.ts';
import { DoubleReturns } from './double-returns.tsx';
import { type FoundSale, findSale } from './found-sale.ts';
import { NoReceipt } from './no-receipt.tsx';
import { SaleToReturn } from './sale-to-return.tsx';

/** Goods come back: found by the receipt, or without one, they go into the basket. */
export const ReturnsScreen = () => {
  const [, navigate] = useLocation();
  const search = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [sale, setSale] = useState<FoundSale | null>(null);
  const [isWithout, setWithout] = useState(false);
  const mayManage = useMay('manager');
  const wanted = useView(({ receiptWanted }) => receiptWanted);

  const [refused, setRefused] = useState<string | null>(null);
  const refuse = (error: unknown): void => {
    signal('error');
    setRefused(errorText(error));
  };
  const find = async (receipt: string): Promise<void> => {
    try {
      const found = await findSale(receipt, sale);
      setSale(found);
      setWithout(false);
      setTyped('');
      setRefused(null);
      signal('scan');
    } catch (error) {
      refuse(error);
    }
  };
  const leave = (): void => {
    setSale(null);
    setWithout(false);
    search.current?.focus();
  };
  const without = (): void => {
    setSale(null);
    setWithout(true);
  };

  // What was scanned or chosen elsewhere is looked up here, once.
  useEffect(() => {
    if (wanted === null) return;
    useView.getState().setReceiptWanted(null);
    findSale(wanted, null).then(
      (found) => {
        setSale(found);
        setWithout(false);
      },
      (error: unknown) => setRefused(errorText(error)),
    );
  }, [wanted]);
  useScanTarget((code) => (isWithout ? false : void find(code)));
  useKeys('Returns', [
    { key: 'F2', does: 'Find another receipt', run: () => search.current?.focus() },
    { key: 'F3', does: 'Return without a receipt', run: without },
    {
      key: 'Escape',
      does: sale || isWithout ? 'Leave this receipt' : 'Back to the sale',
      run: () => (sale || isWithout ? leave() : navigate('/')),
    },
  ]);

  return (
    <div className="till-screen till-returns">
      <PageHeader title="Returns">
        <Button variant="default" aria-keyshortcuts="F3" onClick={without} disabled={isWithout}>
          Without a receipt
        </Button>
      </PageHeader>
      {mayManage && <DoubleReturns />}
      <Group component="search" mb="md">
        <SearchField
          ref={search}
          flex={1}
          autoFocus
          label="Receipt number, or scan the code on the receipt"
          maxLength={3000}
          value={typed}
          error={refused}
          onChange={(text) => {
            setTyped(text);
            setRefused(null);
          }}
          onKeyDown={({ key }) => {
            if (key === 'Enter' && typed.trim() !== '') void find(typed.trim());
          }}
          aria-keyshortcuts="F2"
        />
      </Group>
      {isWithout ? (
        <NoReceipt done={() => navigate('/')} />
      ) : sale ? (
        <SaleToReturn key={sale.orderId} sale={sale} done={() => navigate('/')} />
      ) : (
        <EmptyState
          icon={<IconReceiptRefund size={44} stroke={1.4} />}
          title="What comes back?"
          hint="Scan the receipt, whichever till of the shop it is from, or type its number."
        />
      )}
    </div>
  );
};
