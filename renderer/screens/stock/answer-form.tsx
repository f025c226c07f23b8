import { Alert, Button, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OversoldView } from '../../../domain/contract/sync.ts';
import { useIntent } from '../../components/intent.ts';
import { showDone } from '../../components/show-error.ts';
import { errorText } from '../../error-texts.ts';
import { useCommand } from '../../queries/operations.ts';
import { signal } from '../../signal.ts';
import { ANSWERS, type SoldShortAnswer } from './below-zero-texts.ts';

const MAX_COUNTED = 1_000_000;

interface AnswerFormProps {
  readonly item: OversoldView;
  readonly answered: () => void;
}

/** What became of goods that were sold more often than they were there. */
export const AnswerForm = ({ item: { itemId, name }, answered }: AnswerFormProps) => {
  const [answer, setAnswer] = useState<SoldShortAnswer | null>(null);
  const [counted, setCounted] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [isAsked, setAsked] = useState(false);
  const intent = useIntent();
  const resolve = useCommand('sync.resolveOversold');
  const submit = (): void => {
    setAsked(true);
    if (answer === null || (answer === 'counted' && counted === null) || resolve.isPending) return;
    const contents = { itemId, answer, counted: answer === 'counted' ? counted : null, note: note.trim() };
    resolve.mutate(
      { id: intent.idFor(contents), ...contents },
      {
        onSuccess: () => {
          intent.done();
          showDone(`${name} is settled`);
          answered();
        },
        onError: () => signal('error'),
      },
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="sm">
        <Radio.Group
          label="What became of it?"
          value={answer}
          onChange={(value) => setAnswer(ANSWERS.find((choice) => choice.value === value)?.value ?? null)}
          error={isAsked && answer === null && 'Choose one of the three.'}
        >
          <Stack gap="xs" mt={6}>
            {ANSWERS.map(({ value, label, hint }) => (
              <Radio key={value} size="md" value={value} label={label} description={hint} />
            ))}
          </Stack>
        </Radio.Group>
        {answer === 'counted' && (
          <NumberInput
            label="Units on the shelf"
            autoFocus
            allowDecimal={false}
            allowNegative={false}
            max={MAX_COUNTED}
            hideControls
            inputMode="numeric"
            value={counted ?? ''}
            onChange={(value) => setCounted(typeof value === 'number' ? value : null)}
            error={isAsked && counted === null && 'Enter a whole number; 0 when nothing is there.'}
          />
        )}
        <TextInput label="Note" maxLength={1000} value={note} onChange={({ currentTarget }) => setNote(currentTarget.value)} />
        {resolve.error && (
          <Alert color="red" role="alert" title="It was not settled">
            {errorText(resolve.error)}
          </Alert>
        )}
        <Button type="submit" loading={resolve.isPending}>
          Settle it
        </Button>
      </Stack>
    </form>
  );
};
