import { Button, NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { type SyntheticEvent, useRef, useState } from 'react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { MAX_QUANTITY } from '../../../domain/shared/quantity.ts';
import { showError } from '../../components/show-error.ts';
import { useKeys } from '../../keys/keys.ts';
import { useScanTarget } from '../../scanner/scanner.ts';
import { signal } from '../../signal.ts';
import { type AdjustmentReason, levelAfter, REASONS } from './level-after.ts';
import { MoveOutcome } from './move-outcome.tsx';
import { type StockMoved, useMove } from './use-move.ts';

const REASON_CHOICES = Object.entries(REASONS).map(([value, { word }]) => ({ value: value as AdjustmentReason, label: word }));
const MODES = [
  { value: 'receive', label: 'Receive' },
  { value: 'adjust', label: 'Adjust' },
];

interface MoveFormProps {
  readonly item: CatalogItemView;
  readonly isScanned: boolean;
}

export const MoveForm = ({ item, isScanned }: MoveFormProps) => {
  const [isReceipt, setReceipt] = useState(true);
  const [adjustment, setAdjustment] = useState<AdjustmentReason>('count');
  const [quantity, setQuantity] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [wrong, setWrong] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [moved, setMoved] = useState<StockMoved | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const move = useMove(item);
  const reason = isReceipt ? 'receipt' : adjustment;
  const { least, quantity: meaning } = isReceipt ? { least: 1, quantity: 'Units received' } : REASONS[adjustment];

  const choose = (toReceive: boolean): void => {
    setReceipt(toReceive);
    setWrong(null);
    field.current?.focus();
  };
  useKeys('Item', [
    { key: 'R', does: 'Receive units', run: () => choose(true) },
    { key: 'A', does: 'Adjust the level', run: () => choose(false) },
  ]);
  useScanTarget((code) => {
    const isThis = item.barcodes.some((barcode) => barcode.code === code);
    if (!isThis && quantity === null && note.trim() === '') return false;
    signal(isThis ? 'scan' : 'error');
    if (!isThis) setWrong('Save or clear this first, then scan the next item.');
    field.current?.select();
    return undefined;
  });

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const problem = problemOf(quantity, least);
    setWrong(problem);
    if (problem !== null || quantity === null) {
      field.current?.focus();
      return;
    }
    setBusy(true);
    try {
      setMoved(await move({ reason, quantity, note: note.trim() }));
      setQuantity(null);
      setNote('');
    } catch (error) {
      showError(error);
    } finally {
      setBusy(false);
      field.current?.focus();
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="till-stock-form">
      <SegmentedControl
        fullWidth
        aria-label="What to do"
        data={MODES}
        value={isReceipt ? 'receive' : 'adjust'}
        onChange={(mode) => choose(mode === 'receive')}
      />
      {!isReceipt && (
        <Select
          label="Reason"
          allowDeselect={false}
          data={REASON_CHOICES}
          value={adjustment}
          onChange={(value) => {
            if (value) setAdjustment(value);
            setWrong(null);
          }}
        />
      )}
      <NumberInput
        ref={field}
        autoFocus={isScanned}
        label={meaning}
        allowDecimal={false}
        allowNegative={least < 0}
        max={MAX_QUANTITY}
        hideControls
        inputMode={least < 0 ? 'text' : 'numeric'}
        autoComplete="off"
        value={quantity ?? ''}
        onChange={(value) => {
          setQuantity(typeof value === 'number' ? value : null);
          setWrong(null);
          setMoved(null);
        }}
        error={wrong}
        description={
          quantity === null ? 'Whole units' : `${item.availableStock} → ${levelAfter(item.availableStock, reason, quantity)}`
        }
      />
      <TextInput
        label="Note"
        maxLength={1000}
        autoComplete="off"
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
      <Button type="submit" loading={isBusy}>
        {isReceipt ? 'Receive' : 'Adjust the level'}
      </Button>
      <MoveOutcome moved={moved} />
    </form>
  );
};

const problemOf = (quantity: number | null, least: number): string | null => {
  if (quantity === null) return 'Enter a whole number.';
  if (quantity < least) return `At least ${least}.`;
  return quantity === 0 && least < 0 ? 'Enter a change other than 0.' : null;
};
