import { showDone, showError } from '../../components/show-error.ts';
import { useCommand } from '../../queries/operations.ts';

/** Puts refused events back into the queue. */
export const useSendAgain = () => {
  const command = useCommand('sync.sendAgain');
  return {
    isPending: command.isPending,
    /** @param sequence of the one; all of them without it */
    sendAgain: (sequence?: number): void => {
      if (command.isPending) return;
      command.mutate(sequence === undefined ? {} : { sequence }, {
        onSuccess: () => showDone(sequence === undefined ? 'All that was refused is sent again' : 'It is sent again'),
        onError: showError,
      });
    },
  };
};
