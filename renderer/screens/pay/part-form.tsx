import { Button } from '@mantine/core';
import type { ReactNode } from 'react';

interface PartFormProps {
  readonly children: ReactNode;
  /** What the button says; null: what is missing. */
  readonly label: string | null;
  readonly missing: string;
  readonly isBusy: boolean;
  readonly submit: () => void;
}

/** The frame of every form of a tender: its fields, and the one button that takes it. */
export const PartForm = ({ children, label, missing, isBusy, submit }: PartFormProps) => (
  <form
    className="till-pay-fields till-pay-grow"
    onSubmit={(event) => {
      event.preventDefault();
      if (!isBusy) submit();
    }}
  >
    {children}
    <Button type="submit" size="xl" fullWidth className="till-pay-confirm" disabled={label === null} loading={isBusy}>
      {label ?? missing}
    </Button>
  </form>
);
