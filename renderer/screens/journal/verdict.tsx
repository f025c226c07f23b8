import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconShieldCheck } from '@tabler/icons-react';
import type { JournalVerdict } from '../../../domain/contract/journal.ts';
import { errorText } from '../../error-texts.ts';
import { faultText } from './entry-texts.ts';

interface VerdictProps {
  readonly verdict: JournalVerdict | undefined;
  readonly isRunning: boolean;
  readonly error: unknown;
  readonly close: () => void;
}

const number = new Intl.NumberFormat(undefined);

/** What the last verification found; said aloud when it comes. */
export const Verdict = ({ verdict, isRunning, error, close }: VerdictProps) => (
  <div role="status" className="till-journal-verdict">
    {isRunning ? <Text c="dimmed">Every entry is being read again…</Text> : null}
    {!isRunning && error ? (
      <Alert role="presentation" color="red" icon={<IconAlertTriangle />} title="The journal could not be verified">
        {errorText(error)}
      </Alert>
    ) : null}
    {!isRunning && verdict ? <Found verdict={verdict} close={close} /> : null}
  </div>
);

const Found = ({ verdict: { count, head, fault }, close }: { readonly verdict: JournalVerdict; readonly close: () => void }) => {
  const entries = count === 1 ? '1 entry' : `${number.format(count)} entries`;
  return (
    <Alert
      role="presentation"
      color={fault ? 'red' : 'teal'}
      className={fault ? undefined : 'till-journal-holds'}
      icon={fault ? <IconAlertTriangle /> : <IconShieldCheck />}
      title={fault ? 'The journal does not hold' : 'The journal holds'}
      withCloseButton
      closeButtonLabel="Close the outcome"
      onClose={close}
    >
      {fault
        ? `${faultText(fault)} Before it, ${entries} verified. Keep the file and its backups as they are, and ask who had access to it.`
        : `${entries}, each sealed with the one before.`}
      {head !== null && (
        <Text size="sm" mt={4}>
          Last hash <code>{head}</code>
        </Text>
      )}
    </Alert>
  );
};
