import { Button, Group, Stack, TextInput } from '@mantine/core';

interface ReasonFieldProps {
  readonly value: string;
  readonly onChange: (reason: string) => void;
  /** What people say most, for a tap. */
  readonly choices: readonly string[];
  readonly error: string | false;
  readonly description?: string;
  readonly maxLength: number;
  readonly autoFocus?: boolean;
}

/** Why somebody does something that stands in the books for good. */
export const ReasonField = ({ value, onChange, choices, error, description, maxLength, autoFocus }: ReasonFieldProps) => (
  <Stack gap="xs">
    <TextInput
      label="Reason"
      description={description}
      maxLength={maxLength}
      data-autofocus={autoFocus || undefined}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      error={error}
    />
    <Group gap="xs">
      {choices.map((text) => (
        <Button key={text} variant="default" onClick={() => onChange(text)}>
          {text}
        </Button>
      ))}
    </Group>
  </Stack>
);
