import { Button, CloseButton, Group, Input, Stack, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type HTMLInputTypeAttribute, type ReactNode, useRef } from 'react';

interface ContactLinesProps {
  readonly field: 'phones' | 'emails';
  readonly label: string;
  readonly type: HTMLInputTypeAttribute;
  readonly maxLength: number;
  /** Never empty: one line is always there to be typed into. */
  readonly values: readonly string[];
  readonly onChange: (values: string[]) => void;
  readonly problem: (value: string) => string | null;
  readonly error: ReactNode;
}

const MOST = 10;

/** A list of telephone numbers or e-mails, a line for each. */
export const ContactLines = ({ field, label, type, maxLength, values, onChange, problem, error }: ContactLinesProps) => {
  const box = useRef<HTMLDivElement>(null);
  const problems = values.map((value) => (error && value.trim() ? problem(value) : null));
  const isElsewhere = error && problems.every((found) => found === null);
  const lineName = (at: number): string => (at === 0 ? label : `${label} ${at + 1}`);
  const add = (): void => {
    onChange([...values, '']);
    requestAnimationFrame(() => box.current?.querySelector<HTMLInputElement>('[data-line]:last-of-type input')?.focus());
  };
  return (
    <Input.Wrapper label={label} labelElement="div" size="md" error={isElsewhere ? error : null}>
      <Stack gap="xs" ref={box} data-lines={field}>
        {values.map((value, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is nothing but its place and its text
          <Group key={at} gap="xs" wrap="nowrap" align="flex-start" data-line={at}>
            <TextInput
              aria-label={lineName(at)}
              type={type}
              autoComplete="off"
              flex={1}
              maxLength={maxLength}
              value={value}
              error={problems[at]}
              onChange={({ currentTarget }) =>
                onChange(values.map((other, index) => (index === at ? currentTarget.value : other)))
              }
            />
            {values.length > 1 && (
              <CloseButton
                size={42}
                aria-label={`Remove ${lineName(at).toLowerCase()}`}
                onClick={() => onChange(values.filter((_value, index) => index !== at))}
              />
            )}
          </Group>
        ))}
        {values.length < MOST && values.at(-1)?.trim() !== '' && (
          <Button variant="subtle" leftSection={<IconPlus size={18} />} className="till-customer-add" onClick={add}>
            {field === 'phones' ? 'Another number' : 'Another e-mail'}
          </Button>
        )}
      </Stack>
    </Input.Wrapper>
  );
};
