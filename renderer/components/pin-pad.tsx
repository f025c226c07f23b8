import { Button, PasswordInput, SimpleGrid, Text, Title } from '@mantine/core';
import { IconBackspace, IconCheck } from '@tabler/icons-react';
import { type ReactNode, useRef, useState } from 'react';
import { useRefusal } from './use-refusal.ts';

interface PinPadProps {
  /** Whose PIN it is. */
  readonly name: string;
  /** What it is for: an imperative. */
  readonly action: string;
  /** Throws what the PIN was refused with. */
  readonly check: (pin: string) => Promise<void>;
}

const MAX_DIGITS = 8;
const DIGITS = ['7', '8', '9', '4', '5', '6', '1', '2', '3'];

export const PinPad = ({ name, action, check }: PinPadProps) => {
  const [pin, setPin] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const refusal = useRefusal();
  const [isBusy, setBusy] = useState(false);
  const [isTooLong, setTooLong] = useState(false);

  const enter = (digits: string): void => {
    refusal.clear();
    setTooLong(false);
    setPin(digits.replace(/\D/g, ''));
  };
  const press = (digit: string): void => {
    enter(pin + digit);
    field.current?.focus();
  };
  const submit = async (): Promise<void> => {
    if (pin === '' || isBusy || refusal.isWaiting) return;
    setPin('');
    // A code that was scanned here is no attempt at the PIN.
    if (pin.length > MAX_DIGITS) {
      setTooLong(true);
      return;
    }
    setBusy(true);
    try {
      await check(pin);
    } catch (error) {
      refusal.refuse(error);
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      data-secret
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Title order={2} size="h3" ta="center" mb="md">
        {name}
      </Title>
      <PasswordInput
        ref={field}
        autoFocus
        label="PIN"
        inputMode="none"
        autoComplete="off"
        maxLength={64}
        size="lg"
        value={pin}
        onChange={({ currentTarget }) => enter(currentTarget.value)}
        classNames={{ innerInput: 'till-pin' }}
        aria-describedby="pin-refusal"
      />
      <Text id="pin-refusal" role="alert" ta="center" mih={50} py={6} size="sm" className="till-refusal">
        {isTooLong ? 'A PIN has four to eight digits.' : refusal.text}
      </Text>
      <SimpleGrid cols={3} spacing="sm">
        {DIGITS.map((digit) => (
          <PadKey key={digit} onPress={() => press(digit)} label={digit} />
        ))}
        <PadKey onPress={() => enter(pin.slice(0, -1))} label="Backspace">
          <IconBackspace size={28} aria-hidden="true" />
        </PadKey>
        <PadKey onPress={() => press('0')} label="0" />
        <Button
          type="submit"
          className="till-pad-key"
          h={68}
          aria-label={action}
          loading={isBusy}
          disabled={pin === '' || refusal.isWaiting}
        >
          <IconCheck size={30} aria-hidden="true" />
        </Button>
      </SimpleGrid>
    </form>
  );
};

interface PadKeyProps {
  readonly label: string;
  readonly onPress: () => void;
  readonly children?: ReactNode;
}

const PadKey = ({ label, onPress, children }: PadKeyProps) => (
  <Button variant="default" h={68} fz={26} aria-label={children ? label : undefined} onClick={onPress} className="till-pad-key">
    {children ?? label}
  </Button>
);
