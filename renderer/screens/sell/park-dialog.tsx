import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { showDone, showError } from '../../components/show-error.ts';
import { useKeys } from '../../keys/keys.ts';
import { inTurn, useBasket } from '../../queries/basket.ts';
import { useCommand } from '../../queries/operations.ts';
import { forgetRemovals } from './basket-actions.ts';

interface ParkDialogProps {
  readonly opened: boolean;
  readonly close: () => void;
}

/** Puts the basket aside, for a customer who forgot something. */
export const ParkDialog = ({ opened, close }: ParkDialogProps) => (
  <Modal opened={opened} onClose={close} title="Park the basket" transitionProps={{ duration: 0 }}>
    <ParkForm close={close} />
  </Modal>
);

const ParkForm = ({ close }: Pick<ParkDialogProps, 'close'>) => {
  const basket = useBasket().data;
  const usual = basket?.buyer?.name ?? basket?.lines[0]?.name ?? basket?.returns[0]?.name ?? '';
  const [name, setName] = useState('');
  const park = useCommand('basket.parkBasket');
  useKeys('Park', [], { dialog: true });
  const submit = (): Promise<void> =>
    // Behind a scan that is still on its way: it belongs to this customer.
    inTurn(async () => {
      try {
        await park.mutateAsync({ name: name.trim() || usual });
        forgetRemovals();
        showDone(`${name.trim() || usual} is parked`);
        close();
      } catch (error) {
        showError(error);
      }
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!park.isPending) void submit();
      }}
    >
      <Stack>
        <TextInput
          label="Name"
          description="What you will know it by: a coat, a table, a person"
          placeholder={usual}
          maxLength={200}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={park.isPending}>
            Park
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
