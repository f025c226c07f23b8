import { notifications } from '@mantine/notifications';
import { errorText } from '../error-texts.ts';
import { signal } from '../signal.ts';

/** Tells what went wrong, to the eye and the ear. */
export const showError = (error: unknown): void => {
  signal('error');
  notifications.show({ color: 'red', title: 'That did not work', message: errorText(error), autoClose: 8000 });
};

/** Tells that something was done, with a way back where there is one. */
export const showDone = (message: string): void => {
  notifications.show({ message, autoClose: 3000 });
};
