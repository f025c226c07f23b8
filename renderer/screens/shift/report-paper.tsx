import { Button, Group } from '@mantine/core';
import { useIntent } from '../../components/intent.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { ReceiptPaper } from '../printing/receipt-picture.tsx';

/** A report as it would be printed, and the way to print it. */
export const ReportPaper = ({ report }: { readonly report: 'x' | number }) => {
  const preview = useOperation('shifts.previewReport', { report });
  const print = useCommand('shifts.printReport');
  const intent = useIntent();
  const send = (): void =>
    print.mutate(
      { id: intent.idFor(report), report },
      {
        onSuccess: ({ printerName }) => {
          intent.done();
          showDone(`Sent to ${printerName}`);
        },
        onError: showError,
      },
    );
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  if (!preview.data) return <LoadingState />;
  return (
    <div className="till-shift-paper">
      <Group justify="flex-end">
        <Button onClick={send} loading={print.isPending}>
          Print
        </Button>
      </Group>
      <ReceiptPaper picture={preview.data} />
    </div>
  );
};
