import { Button, Group, Modal, Stack } from '@mantine/core';
import { IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { BuyerSummaryView } from '../../../domain/contract/buyers.ts';
import { call } from '../../client.ts';
import { useKeys } from '../../keys/keys.ts';
import { SearchField } from '../search-field.tsx';
import { showError } from '../show-error.ts';
import { EmptyState } from '../states.tsx';
import { focusRow } from '../virtual-list.tsx';
import { BuyerResults } from './buyer-results.tsx';
import { QuickBuyer } from './quick-buyer.tsx';

interface BuyerPickerProps {
  readonly opened: boolean;
  readonly close: () => void;
  readonly onPick: (buyer: BuyerSummaryView) => void;
}

/** Finds a customer or creates one, without a hand leaving the keyboard. */
export const BuyerPicker = ({ opened, close, onPick }: BuyerPickerProps) => (
  <Modal opened={opened} onClose={close} title="Find a customer" size="xl" transitionProps={{ duration: 0 }}>
    <Picker
      pick={(buyer) => {
        close();
        onPick(buyer);
      }}
    />
  </Modal>
);

const Picker = ({ pick }: { readonly pick: (buyer: BuyerSummaryView) => void }) => {
  const [text, setText] = useState('');
  const [isCreating, setCreating] = useState(false);
  const list = useRef<HTMLDivElement>(null);
  const create = (): void => setCreating(true);
  useKeys(
    'Find a customer',
    [
      { key: 'Enter', does: 'Take the only one found, or go to the list', run: () => undefined },
      { key: 'Mod+Enter', does: 'Create a customer', run: create, enabled: !isCreating },
    ],
    { dialog: true },
  );

  /** Asks anew: what is drawn may still be of an earlier letter. */
  const take = async (): Promise<void> => {
    try {
      const { items, nextCursor } = await call('buyers.getBuyers', { text, pageSize: 1 });
      if (!items[0]) create();
      else if (nextCursor === null) pick(items[0]);
      else focusRow(list.current);
    } catch (error) {
      showError(error);
    }
  };

  if (isCreating) return <QuickBuyer typed={text.trim()} cancel={() => setCreating(false)} onCreated={pick} />;
  const createButton = (
    <Button
      variant="default"
      leftSection={<IconUserPlus size={20} />}
      onClick={create}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      New customer
    </Button>
  );
  return (
    <Stack gap="sm">
      <Group gap="sm" wrap="nowrap">
        <SearchField
          label="Name, telephone, e-mail or city"
          flex={1}
          maxLength={200}
          data-autofocus
          // At once: the first letters come before the dialog has looked for its field.
          autoFocus
          value={text}
          onChange={setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) void take();
            if (event.key !== 'ArrowDown') return;
            event.preventDefault();
            focusRow(list.current);
          }}
        />
        {createButton}
      </Group>
      <div ref={list} className="till-split-list till-picker">
        <BuyerResults
          text={text}
          onOpen={pick}
          empty={
            <EmptyState
              icon={<IconUserSearch size={40} />}
              title={text.trim() ? 'Nobody found' : 'No customers yet'}
              hint="Press Enter to create the customer."
            />
          }
        />
      </div>
    </Stack>
  );
};
