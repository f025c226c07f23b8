import { Button, Group, Modal } from '@mantine/core';
import { useState } from 'react';
import { useIntent } from '../../components/intent.ts';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { ReceiptPaper } from './receipt-picture.tsx';

type Variant = 'receipt' | 'gift';

/** Offers the file to be saved, where the host is a browser; the file lies in the data folder either way. */
const offer = (fileName: string, base64: string): void => {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
};

/** What can be done with the receipt of a paid order. */
export const ReceiptActions = ({ orderId }: { readonly orderId: string }) => {
  const intent = useIntent();
  const print = useCommand('printing.printReceipt');
  const pdf = useCommand('printing.saveReceiptPdf');
  const [shown, setShown] = useState(false);
  const printAs = (variant: Variant): void => {
    const wanted = { orderId, variant };
    print.mutate(
      { id: intent.idFor(wanted), ...wanted },
      {
        onSuccess: ({ printerName }) => {
          intent.done();
          showDone(`Sent to ${printerName}`);
        },
        onError: showError,
      },
    );
  };
  const savePdf = (): void =>
    pdf.mutate(
      { orderId, variant: 'receipt' },
      {
        onSuccess: ({ fileName, base64, path }) => {
          if (location.protocol.startsWith('http')) offer(fileName, base64);
          showDone(`Saved as ${path}`);
        },
        onError: showError,
      },
    );
  return (
    <>
      <Group gap="xs" justify="center" mt="md" role="group" aria-label="Receipt">
        <Button variant="default" px="md" loading={print.isPending} onClick={() => printAs('receipt')}>
          Print receipt
        </Button>
        <Button variant="default" px="md" disabled={print.isPending} onClick={() => printAs('gift')}>
          Gift receipt
        </Button>
        <Button variant="default" px="md" loading={pdf.isPending} onClick={savePdf}>
          PDF
        </Button>
        <Button variant="default" px="md" onClick={() => setShown(true)}>
          Preview
        </Button>
      </Group>
      <Modal opened={shown} onClose={() => setShown(false)} title="Receipt" size="lg">
        {shown && <Preview orderId={orderId} />}
      </Modal>
    </>
  );
};

const Preview = ({ orderId }: { readonly orderId: string }) => {
  const preview = useOperation('printing.getReceiptPreview', { orderId, variant: 'receipt' });
  if (preview.error) return <ErrorState error={preview.error} retry={() => void preview.refetch()} />;
  return preview.data ? <ReceiptPaper picture={preview.data} /> : <LoadingState />;
};
