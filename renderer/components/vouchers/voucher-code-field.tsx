import { Button, Group, TextInput, type TextInputProps } from '@mantine/core';
import type { Ref } from 'react';
import { errorText } from '../../error-texts.ts';
import type { FoundVoucher } from './use-voucher.ts';

interface VoucherCodeFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  readonly found: FoundVoucher;
  readonly ref?: Ref<HTMLInputElement>;
}

/** The code of a voucher; Enter looks it up. */
export const VoucherCodeField = ({ found, error, disabled, ...rest }: VoucherCodeFieldProps) => {
  const isWrong = found.text.trim() !== '' && found.code === null;
  const shown = error ?? (isWrong ? 'At least four letters or digits' : found.error ? errorText(found.error) : undefined);
  return (
    <Group align="flex-start" gap="xs" wrap="nowrap">
      <TextInput
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        flex={1}
        {...rest}
        disabled={disabled ?? false}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={found.text}
        error={shown}
        onChange={({ currentTarget }) => found.setText(currentTarget.value)}
      />
      <Button
        variant="default"
        mt={rest.size === 'lg' ? 28 : 26}
        h={rest.size === 'lg' ? 50 : 42}
        disabled={found.code === null || disabled === true}
        loading={found.isLooking}
        onClick={found.lookUp}
      >
        Look up
      </Button>
    </Group>
  );
};
