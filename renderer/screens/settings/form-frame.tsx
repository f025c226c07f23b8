import { Alert, Stack, Title } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { showDone, showError } from '../../components/show-error.ts';

interface FormFrameProps {
  readonly title: string;
  readonly width?: number;
  readonly submit: () => void;
  readonly children: ReactNode;
}

/** A form of the settings: its title, its fields, and what Enter does. */
export const FormFrame = ({ title, width = 560, submit, children }: FormFrameProps) => (
  <form
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      submit();
    }}
  >
    <Stack maw={width}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {children}
    </Stack>
  </form>
);

/** How a form ends: it says what was done and closes, or says why not and stays. */
export const ending = (said: string, close: () => void) => ({
  onSuccess: (): void => {
    showDone(said);
    close();
  },
  onError: showError,
});

/** For whoever may look and not change. */
export const OwnersOnly = () => (
  <Alert role="note" color="gray" icon={<IconLock />}>
    Only the owner changes these.
  </Alert>
);
