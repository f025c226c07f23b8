import { List, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';

/** Where a hub is, and the code that its office showed. */
export interface RemoteValues {
  readonly url: string;
  readonly code: string;
}

export const NO_REMOTE: RemoteValues = { url: '', code: '' };

const ADDRESS = /^(https:\/\/[^\s/]+|http:\/\/(localhost|127\.0\.0\.1)(:\d+)?($|\/))/i;
const CODE = /^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}(@[0-9A-F]{64})?$/;

/** As it is sent: people paste codes with spaces around, and type them small. */
export const toCode = (typed: string): string => typed.replaceAll(/\s/g, '').toUpperCase();

export const addressProblem = (value: string): string | null =>
  ADDRESS.test(value.trim()) ? null : 'Enter the whole address: it begins with https://';

const codeProblem = (value: string): string | null => {
  if (value.trim() === '') return 'Enter the code that the office shows.';
  const code = toCode(value);
  if (CODE.test(code)) return null;
  return code.includes('@')
    ? 'The fingerprint after the @ has 64 characters. Copy the whole of it.'
    : 'A code has eight letters and digits, without I, L, O and U.';
};

export const REMOTE_RULES = { url: addressProblem, code: codeProblem };

interface RemoteFieldsProps {
  readonly inputProps: (field: keyof RemoteValues) => ReturnType<UseFormReturnType<RemoteValues>['getInputProps']>;
  readonly autoFocus?: boolean;
}

export const RemoteFields = ({ inputProps, autoFocus }: RemoteFieldsProps) => (
  <>
    <TextInput
      label="Address of the hub"
      placeholder="https://hub.example"
      inputMode="url"
      spellCheck={false}
      maxLength={300}
      autoFocus={autoFocus ?? false}
      {...inputProps('url')}
    />
    <TextInput
      label="Code"
      description="Eight letters and digits, such as K7QM-4XTD"
      spellCheck={false}
      maxLength={120}
      {...inputProps('code')}
    />
  </>
);

/** Where the code comes from, and what may follow it. */
export const CodeHelp = () => (
  <div>
    <Text fw={600} size="sm">
      Where the code comes from
    </Text>
    <List size="sm" spacing={4}>
      <List.Item>Ask for one on the office page of the hub. It counts once, and for 15 minutes.</List.Item>
      <List.Item>
        A hub in the back room vouches for itself: after its code stand an @ and the fingerprint of its certificate. Copy all of
        it; this register then trusts that one certificate and no other.
      </List.Item>
      <List.Item>The hub also says which code this register prints before its receipt numbers from then on.</List.Item>
    </List>
  </div>
);
