import { Alert } from '@mantine/core';
import type { ReceiptPicture } from '../../../domain/contract/printing.ts';
import './printing.css';

/** A receipt as it would be printed; its text stands in for it where a picture cannot be seen. */
export const ReceiptPaper = ({ picture: { svg, text, missing } }: { readonly picture: ReceiptPicture }) => (
  <>
    <img className="till-receipt-paper" src={`data:image/svg+xml,${encodeURIComponent(svg)}`} alt={text} />
    {missing !== '' && (
      <Alert color="orange" className="till-warn" mt="sm" title="Some characters would print as ?">
        No font of this computer holds: {missing}
      </Alert>
    )}
  </>
);
