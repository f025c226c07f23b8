import { Alert, Badge, Button, CopyButton, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReceiptKeyView } from '../../../domain/contract/till.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { errorText } from '../../error-texts.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';

/** Whose receipts this till believes: it takes goods back by them without a network. */
export const OtherTillsSection = () => {
  const keys = useOperation('till.getReceiptKeys', {});
  const isOwner = useMay('owner');
  if (keys.error) return <ErrorState error={keys.error} retry={() => void keys.refetch()} />;
  if (!keys.data) return <LoadingState />;
  const own = keys.data.find((key) => key.own);
  const others = keys.data.filter((key) => !key.own);
  return (
    <Stack maw={680}>
      <div>
        <Title order={2} size="h3">
          Other tills
        </Title>
        <Text c="dimmed">
          Every receipt carries a signed code. A till that knows the key of another takes its goods back, without a network.
        </Text>
      </div>
      {own && (
        <Stack gap="xs" className="till-panel" p="md">
          <Group justify="space-between">
            <Text fw={600}>The key of this till, {own.registerCode}</Text>
            <CopyButton value={own.text}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {copied ? 'Copied' : 'Copy'}
                </Button>
              )}
            </CopyButton>
          </Group>
          <Text className="till-key">{own.text}</Text>
          <Text size="sm" c="dimmed">
            Give it to the other tills of the shop. It is no secret: it tests receipts and makes none.
          </Text>
        </Stack>
      )}
      {others.map((key) => (
        <OtherTill key={key.fingerprint} till={key} mayRemove={isOwner} />
      ))}
      {isOwner ? (
        <AddTill />
      ) : (
        <Alert role="note" color="gray" icon={<IconLock />}>
          Only the owner adds tills.
        </Alert>
      )}
    </Stack>
  );
};

const OtherTill = ({ till, mayRemove }: { readonly till: ReceiptKeyView; readonly mayRemove: boolean }) => {
  const remove = useCommand('till.removeReceiptKey');
  const { registerCode, fingerprint } = till;
  return (
    <Group className="till-panel" p="md" justify="space-between" role="group" aria-label={registerCode}>
      <Group gap="xs">
        <Text fw={600}>{registerCode}</Text>
        <Badge variant="light">{fingerprint}</Badge>
      </Group>
      {mayRemove && (
        <Button
          variant="default"
          loading={remove.isPending}
          onClick={() =>
            remove.mutate({ fingerprint }, { onSuccess: () => showDone(`${registerCode} is forgotten`), onError: showError })
          }
        >
          Remove
        </Button>
      )}
    </Group>
  );
};

const AddTill = () => {
  const add = useCommand('till.addReceiptKey');
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (add.isPending) return;
        const done = (): void => {
          setText('');
          showDone('The till was added');
        };
        add.mutate({ text: text.trim() }, { onSuccess: done, onError: (refused) => setError(errorText(refused)) });
      }}
    >
      <Stack gap="sm">
        <Textarea
          label="The key of another till"
          description="Copied from its Settings, or scanned"
          autosize
          maxLength={200}
          value={text}
          onChange={({ currentTarget }) => {
            setText(currentTarget.value);
            setError(null);
          }}
          error={error}
        />
        <Group>
          <Button type="submit" loading={add.isPending} disabled={text.trim() === ''}>
            Add the till
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
