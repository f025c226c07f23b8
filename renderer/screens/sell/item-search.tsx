import { Group, Pill } from '@mantine/core';
import { useState } from 'react';
import type { CatalogItemView } from '../../../domain/contract/catalog.ts';
import { SearchField } from '../../components/search-field.tsx';
import { useView } from '../../stores/view.ts';
import { addByText, addItem } from './add-item.ts';
import { MOVES } from './move-in-grid.ts';
import { readAhead } from './quantity-ahead.ts';

interface ItemSearchProps {
  readonly ref: React.Ref<HTMLInputElement>;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly chosen: CatalogItemView | undefined;
  /** Moves among the hits; false at their edge. */
  readonly move: (key: string) => boolean;
  readonly chooseLine: (step: 1 | -1) => void;
}

export const ItemSearch = ({ ref, text, onChange, chosen, move, chooseLine }: ItemSearchProps) => {
  const { quantity, setQuantity } = useView();
  const [missed, setMissed] = useState<string | null>(null);

  const type = (typed: string): void => {
    setMissed(null);
    const ahead = readAhead(typed);
    // `3*` counts at once; an `x` may still become a word.
    const isSure = ahead.quantity !== null && !/x/i.test(typed.slice(0, typed.length - ahead.text.length));
    if (isSure) setQuantity(ahead.quantity);
    onChange(isSure ? ahead.text : typed);
  };

  const submit = async (): Promise<void> => {
    const ahead = readAhead(text);
    if (ahead.quantity !== null) setQuantity(ahead.quantity);
    const wanted = ahead.text.trim();
    // Cleared at once: the next word may be typed while this one is looked up.
    onChange('');
    if (chosen) await addItem(chosen);
    else if (wanted && !(await addByText(wanted))) setMissed(wanted);
  };

  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    const { key, currentTarget } = event;
    // While there is text, Mod+Z is the field's own.
    if (text !== '' && (event.ctrlKey || event.metaKey) && key.toLowerCase() === 'z') event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    if (key === 'Enter') void submit();
    else if (key === 'Escape') {
      if (text === '' && quantity === null) currentTarget.blur();
      onChange('');
      setQuantity(null);
      setMissed(null);
    } else if (text === '' && key === 'Backspace' && quantity !== null) setQuantity(null);
    else if (text === '' && (key === 'ArrowUp' || key === 'ArrowDown')) {
      currentTarget.blur();
      chooseLine(key === 'ArrowDown' ? 1 : -1);
    } else if (text !== '' && MOVES.has(key) && key !== 'Home' && key !== 'End') {
      const isAtEnd = currentTarget.selectionStart === text.length;
      const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
      if ((isSideways && !isAtEnd) || !move(key)) return;
    } else return;
    event.preventDefault();
  };

  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      {quantity !== null && (
        <Pill
          size="xl"
          className="till-ahead"
          withRemoveButton
          removeButtonProps={{ 'aria-label': 'Forget the quantity' }}
          onRemove={() => setQuantity(null)}
        >
          {quantity} ×
        </Pill>
      )}
      <SearchField
        ref={ref}
        flex={1}
        label="Search, or type a code"
        title="3* before an item sells three of it"
        value={text}
        onChange={type}
        onKeyDown={onKeyDown}
        error={missed === null ? undefined : `Nothing found for “${missed}”`}
        aria-keyshortcuts="F2"
      />
    </Group>
  );
};
