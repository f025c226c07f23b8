import { Alert, Select, Text } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { TERMINAL_BEHAVIOURS } from '../../../domain/contract/payment.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay } from '../../queries/session.ts';

type Behaviour = (typeof TERMINAL_BEHAVIOURS)[number];

const NAMES: Readonly<Record<Behaviour, string>> = {
  approve: 'Approves the card',
  decline: 'Declines the card',
  timeout: 'Charges the card, but does not answer',
  'answer-twice': 'Approves, and says so twice',
};

/** What happens at the terminal; and that it is none, where it is simulated. */
export const TerminalNote = () => {
  const terminal = useOperation('payment.getTerminal', {});
  const setBehaviour = useCommand('payment.setTerminalBehaviour');
  const mayManage = useMay('manager');
  const behaviour = terminal.data?.behaviour ?? 'approve';
  if (!terminal.data?.simulated)
    return <Text c="dimmed">The amount appears on the terminal; the customer holds the card to it.</Text>;
  return (
    <Alert color="grape" icon={<IconFlask />} title="Simulated terminal: no card is charged">
      {mayManage ? (
        <Select
          label="With the next card it"
          data={TERMINAL_BEHAVIOURS.map((value) => ({ value, label: NAMES[value] }))}
          value={behaviour}
          allowDeselect={false}
          onChange={(value) => value && setBehaviour.mutate({ behaviour: value }, { onError: showError })}
        />
      ) : (
        NAMES[behaviour]
      )}
    </Alert>
  );
};
