import { Alert, Button, Group, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnectedX, IconReplace } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useLocation } from 'wouter';
import { formatDateTime } from '../../renderer/components/format-time.ts';
import type { RegisterView } from '../../sync/hub/office-api.ts';
import { RegisterState } from './register-columns.tsx';
import { spanText } from './register-state.ts';
import { RevokeDialog } from './revoke-dialog.tsx';

const timeText = (at: number | null): string => (at === null ? 'never' : formatDateTime(at));

export const RegisterPanel = ({ register }: { readonly register: RegisterView }) => {
  const [, navigate] = useLocation();
  const [isRevoking, { open: revoke, close }] = useDisclosure();
  const { registerId, code, storeName, pairedAt, lastSeenAt, lastEventAt, lastSequence, lag, revokedAt, replacedBy } = register;
  const isReplaced = replacedBy !== null;
  return (
    <>
      <div className="till-split-scroll">
        <Group justify="space-between" wrap="nowrap" mb="md" align="flex-start">
          <div>
            <Title order={2} size="h3">
              {code}
            </Title>
            <Text c="dimmed" dir="auto">
              {storeName}
            </Text>
          </div>
          <RegisterState register={register} />
        </Group>
        {revokedAt !== null && !isReplaced && (
          <Alert mb="md" color="gray" title="Its access was taken away">
            It sends and gets nothing. What it had sent stays. Connect it again, or another one in its place.
          </Alert>
        )}
        <dl className="till-facts">
          <Fact name="Last seen">
            {timeText(lastSeenAt)}
            {lag.seconds !== null && ` (${spanText(lag.seconds)} ago)`}
          </Fact>
          <Fact name="Last event">{timeText(lastEventAt)}</Fact>
          <Fact name="Events sent">{lastSequence.toLocaleString()}</Fact>
          <Fact name="To fetch">
            {lag.events === 0 ? 'nothing' : lag.events === 1 ? '1 change' : `${lag.events.toLocaleString()} changes`}
          </Fact>
          <Fact name="Connected">{formatDateTime(pairedAt)}</Fact>
          {revokedAt !== null && <Fact name="Revoked">{formatDateTime(revokedAt)}</Fact>}
          {isReplaced && <Fact name="Replaced by">{replacedBy}</Fact>}
        </dl>
      </div>
      {!isReplaced && (
        <Group className="till-split-foot" gap="sm">
          <Button
            variant="default"
            leftSection={<IconReplace size={20} />}
            onClick={() => navigate(`/registers/connect/${registerId}`)}
          >
            Replace it
          </Button>
          {revokedAt === null && (
            <Button
              variant="default"
              c="var(--mantine-color-error)"
              leftSection={<IconPlugConnectedX size={20} />}
              onClick={revoke}
            >
              Revoke
            </Button>
          )}
        </Group>
      )}
      {isRevoking && <RevokeDialog register={register} close={close} />}
    </>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);
