import { TextInput } from '@mantine/core';
import type { Ref } from 'react';

/** The code on a slip: up to twelve letters or digits; null for anything else. */
export const readApproval = (typed: string): string | null => (/^[0-9A-Za-z]{1,12}$/.test(typed.trim()) ? typed.trim() : null);

interface ApprovalFieldProps {
  readonly ref?: Ref<HTMLInputElement>;
  readonly value: string;
  readonly onChange: (typed: string) => void;
  readonly isBusy: boolean;
}

/** What the slip of a terminal says that is not connected. */
export const ApprovalField = ({ ref, value, onChange, isBusy }: ApprovalFieldProps) => (
  <TextInput
    ref={ref}
    data-autofocus={ref ? true : undefined}
    size="lg"
    label="Approval code"
    description="From the slip of the other terminal"
    inputWrapperOrder={['label', 'input', 'description', 'error']}
    autoComplete="off"
    spellCheck={false}
    maxLength={20}
    disabled={isBusy}
    value={value}
    error={value.trim() !== '' && readApproval(value) === null && 'Up to twelve letters or digits'}
    onChange={({ currentTarget }) => onChange(currentTarget.value)}
  />
);
