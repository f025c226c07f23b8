import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { PairingCodeView, RegisterView } from '../../sync/hub/office-api.ts';
import { CopyButton } from './copy-button.tsx';

interface CodeShownProps {
  readonly code: PairingCodeView;
  /** The register that has used it. */
  readonly connected: RegisterView | undefined;
  readonly again: () => void;
  readonly close: () => void;
}

/** Whole seconds that are left from now on; never below zero. By this computer's clock alone: the hub's may differ. */
const useSecondsLeft = (lifetimeMs: number): number => {
  const [until] = useState(() => Date.now() + lifetimeMs);
  const left = (): number => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(left()), 250);
    return () => clearInterval(timer);
  });
  return seconds;
};

const clockText = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

/** A one-time code, with what to do with it. */
export const CodeShown = ({ code: { code, lifetimeMs, storeName, replaces }, connected, again, close }: CodeShownProps) => {
  const seconds = useSecondsLeft(lifetimeMs);
  const [short = code, fingerprint] = code.split('@');
  if (connected) {
    return (
      <Stack>
        <Alert color="till" role="status" icon={<IconCheck aria-hidden="true" />} title={`${connected.code} is connected`}>
          It belongs to {connected.storeName}, and its sales come in from now on.
        </Alert>
        <Group justify="flex-end">
          <Button onClick={close} data-autofocus>
            Done
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack>
      <Text>
        {replaces === null ? 'For one register of ' : `For the register in place of ${replaces} in `}
        <strong dir="auto">{storeName}</strong>. On the till: Sync, Connect; there enter the address and this code.
      </Text>
      {seconds > 0 ? (
        <>
          <output className="office-code" aria-label="The code">
            {short}
          </output>
          <Text ta="center" c="dimmed" role="timer">
            counts once, for {clockText(seconds)} more
          </Text>
          <dl className="till-facts">
            <dt>Address</dt>
            <dd>
              <Group gap="xs" justify="space-between" wrap="nowrap">
                <code className="office-mono">{location.origin}</code>
                <CopyButton text={location.origin} what="the address" />
              </Group>
            </dd>
            <dt>{fingerprint === undefined ? 'Code' : 'Code with fingerprint'}</dt>
            <dd>
              <Group gap="xs" justify="space-between" wrap="nowrap">
                <code className="office-mono">{code}</code>
                <CopyButton text={code} what="the code" />
              </Group>
            </dd>
          </dl>
          {fingerprint !== undefined && (
            <Text size="sm" c="dimmed">
              This hub has a certificate of its own. A till on another computer trusts it by the fingerprint, so give it the whole
              code.
            </Text>
          )}
        </>
      ) : (
        <Alert color="orange" className="till-warn" role="alert" title="This code is over">
          It counts for 15 minutes. Make another one when the till is at hand.
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        {seconds === 0 && <Button onClick={again}>Make another</Button>}
        <Button variant="default" onClick={close}>
          Close
        </Button>
      </Group>
    </Stack>
  );
};
