import { Button, Group, Text, Textarea, Title } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { formatDateTime } from '../../components/format-time.ts';
import { useIntent } from '../../components/intent.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { errorText } from '../../error-texts.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';

const PAGE_SIZE = 20;

/** What was noted on a customer: when, by whom. */
export const CustomerNotes = ({ buyerId }: { readonly buyerId: string }) => {
  const { items, isPending, error, retry, more, hasMore } = useInfiniteOperation('buyers.getBuyerNotes', {
    buyerId,
    pageSize: PAGE_SIZE,
  });
  return (
    <section aria-label="Notes">
      <Title order={3} size="h4" mt="md" mb="xs">
        Notes
      </Title>
      <AddNote buyerId={buyerId} />
      {error && <ErrorState error={error} retry={retry} />}
      {isPending && <LoadingState rows={2} />}
      {!isPending && items.length === 0 && <Text c="dimmed">No notes yet.</Text>}
      {items.length > 0 && (
        <ul className="till-lines">
          {items.map(({ id, text, userName, at }) => (
            <li key={id}>
              <Text dir="auto" className="till-customer-note">
                {text}
              </Text>
              <Text size="sm" c="dimmed">
                {formatDateTime(at)} · {userName}
              </Text>
            </li>
          ))}
        </ul>
      )}
      {hasMore && (
        <Button variant="subtle" mt="xs" onClick={more}>
          Older notes
        </Button>
      )}
    </section>
  );
};

const AddNote = ({ buyerId }: { readonly buyerId: string }) => {
  const [text, setText] = useState('');
  const intent = useIntent();
  const add = useCommand('buyers.addBuyerNote');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const note = { buyerId, text: text.trim() };
    if (note.text === '' || add.isPending) return;
    add.mutate(
      { id: intent.idFor(note), ...note },
      {
        onSuccess: () => {
          intent.done();
          setText('');
        },
        onError: () => signal('error'),
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Group gap="sm" align="flex-start" wrap="nowrap" mb="xs">
        <Textarea
          aria-label="New note"
          placeholder="New note"
          autosize
          minRows={1}
          maxRows={5}
          maxLength={1000}
          flex={1}
          value={text}
          error={add.error && errorText(add.error)}
          // A note is one paragraph: a line break is a space, and Enter adds it.
          onChange={({ currentTarget }) => setText(currentTarget.value.replace(/\s*[\r\n]+\s*/g, ' '))}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) submit(event as unknown as SubmitEvent);
          }}
        />
        <Button type="submit" variant="default" disabled={text.trim() === ''} loading={add.isPending}>
          Add
        </Button>
      </Group>
    </form>
  );
};
