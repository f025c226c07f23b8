import { Alert, Button, Group, Radio, Select, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { errorText } from '../../renderer/error-texts.ts';
import type { OfficeInput, PairingCodeView } from '../../sync/hub/office-api.ts';
import { useHub, useOffice, useOfficeCommand } from '../queries.ts';

type CodeInput = OfficeInput<'createPairingCode'>;
type Kind = CodeInput['for'];

interface CodeFormProps {
  readonly replaced: string | null;
  readonly onMade: (code: PairingCodeView) => void;
  readonly close: () => void;
}

/** For what a code is to be. */
export const CodeForm = ({ replaced, onMade, close }: CodeFormProps) => {
  const { stores } = useHub();
  const registers = useOffice('getRegisters', {});
  const create = useOfficeCommand('createPairingCode');
  const [kind, setKind] = useState<Kind>(replaced !== null ? 'replacement' : stores.length > 0 ? 'store' : 'new-store');
  const [storeId, setStoreId] = useState<string | null>(stores.length === 1 ? (stores[0]?.storeId ?? null) : null);
  const [name, setName] = useState('');
  const [likeStoreId, setLikeStoreId] = useState<string | null>(null);
  const [registerId, setRegisterId] = useState(replaced);
  const [isTried, setTried] = useState(false);

  const storeOptions = stores.map(({ storeId: value, storeName: label }) => ({ value, label }));
  const replaceable = (registers.data ?? []).filter(({ replacedBy }) => replacedBy === null);
  const inputOf = (): CodeInput | null => {
    if (kind === 'store') return storeId === null ? null : { for: kind, storeId };
    if (kind === 'new-store') return name.trim() === '' ? null : { for: kind, name: name.trim(), likeStoreId };
    return registerId === null ? null : { for: kind, registerId };
  };

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const input = inputOf();
        if (input) create.mutate(input, { onSuccess: onMade });
      }}
    >
      <Stack>
        <Radio.Group size="md" label="The code is for" value={kind} onChange={(value) => setKind(value)}>
          <Stack gap="xs" mt="xs">
            {stores.length > 0 && <Radio size="md" value="store" label="One more register of a store" />}
            <Radio size="md" value="new-store" label="The first register of a new store" />
            {replaceable.length > 0 && (
              <Radio
                size="md"
                value="replacement"
                label="A register in place of one that is lost or broken"
                description="It gets the sales, numbers and shifts of that one from here."
              />
            )}
          </Stack>
        </Radio.Group>
        {kind === 'store' && (
          <Select
            label="Store"
            placeholder="Choose"
            searchable
            data={storeOptions}
            value={storeId}
            onChange={setStoreId}
            error={isTried && storeId === null && 'Choose the store.'}
          />
        )}
        {kind === 'new-store' && (
          <>
            <TextInput
              label="Name of the store"
              maxLength={200}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              error={isTried && name.trim() === '' && 'Give the store a name.'}
            />
            {stores.length > 0 && (
              <Select
                label="It begins like"
                description="Catalogue, taxes, promotions and rules are taken over from that store"
                placeholder="Nothing: the register brings its own"
                clearable
                searchable
                data={storeOptions}
                value={likeStoreId}
                onChange={setLikeStoreId}
              />
            )}
          </>
        )}
        {kind === 'replacement' && (
          <Select
            label="In place of"
            placeholder="Choose"
            searchable
            data={replaceable.map(({ registerId: value, code, storeName }) => ({ value, label: `${code}, ${storeName}` }))}
            value={registerId}
            onChange={setRegisterId}
            error={isTried && registerId === null && 'Choose the register that is replaced.'}
          />
        )}
        {create.error && (
          <Alert color="red" role="alert" title="No code was made">
            {errorText(create.error)}
          </Alert>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={create.isPending}>
            Make a code
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
