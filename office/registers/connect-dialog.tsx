import { Modal } from '@mantine/core';
import { useState } from 'react';
import type { PairingCodeView, RegisterView } from '../../sync/hub/office-api.ts';
import { useOffice } from '../queries.ts';
import { CodeForm } from './code-form.tsx';
import { CodeShown } from './code-shown.tsx';

interface ConnectDialogProps {
  /** The register that is to be replaced, where that is known already. */
  readonly replaced: string | null;
  readonly close: () => void;
}

interface Made {
  readonly code: PairingCodeView;
  /** The pairings that were there before. */
  readonly known: ReadonlySet<string>;
}

const pairingOf = ({ registerId, pairedAt }: RegisterView): string => `${registerId} ${pairedAt}`;

/** For what the code is; then the code, until a register has used it. */
export const ConnectDialog = ({ replaced, close }: ConnectDialogProps) => {
  const registers = useOffice('getRegisters', {});
  const [made, setMade] = useState<Made | null>(null);
  const connected = made
    ? registers.data?.find((register) => register.storeId === made.code.storeId && !made.known.has(pairingOf(register)))
    : undefined;
  return (
    <Modal opened onClose={close} size="lg" title={replaced === null ? 'Connect a register' : 'Replace a register'}>
      {made ? (
        <CodeShown code={made.code} connected={connected} again={() => setMade(null)} close={close} />
      ) : (
        <CodeForm
          replaced={replaced}
          onMade={(code) => setMade({ code, known: new Set(registers.data?.map(pairingOf)) })}
          close={close}
        />
      )}
    </Modal>
  );
};
