import { Button, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { CallError } from '../../renderer/call-error.ts';
import { useRefusal } from '../../renderer/components/use-refusal.ts';
import { useOfficeCommand } from '../queries.ts';
import { queryClient } from '../query-client.ts';

const isWrongKey = (error: unknown): boolean => error instanceof CallError && error.code === 'identity/wrong-credentials';

export const SignInScreen = () => {
  const [key, setKey] = useState('');
  const [isWrong, setWrong] = useState(false);
  const refusal = useRefusal();
  const signIn = useOfficeCommand('signIn');
  const text = isWrong && !refusal.isWaiting ? 'That is not the office key. Check it and try again.' : refusal.text;
  return (
    <main className="till-centre">
      <Paper className="till-panel" p="xl" w={440} maw="100%">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            signIn.mutate(
              { key: key.trim() },
              {
                onSuccess: (hub) => queryClient.setQueryData(['getHub', {}], hub),
                onError: (error) => {
                  setWrong(isWrongKey(error));
                  refusal.refuse(error);
                },
              },
            );
          }}
        >
          <Stack>
            <div>
              <span className="till-brand">Tillwright</span>
              <Title order={1} size="h2">
                Office
              </Title>
            </div>
            <PasswordInput
              label="Office key"
              description="The hub showed it once, when it started for the first time."
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the key', tabIndex: 0 }}
              autoFocus
              required
              withAsterisk={false}
              maxLength={200}
              value={key}
              onChange={({ currentTarget }) => {
                setKey(currentTarget.value);
                setWrong(false);
                refusal.clear();
              }}
            />
            <Text role="alert" mih={24} size="sm" c="var(--mantine-color-error)">
              {text}
            </Text>
            <Button type="submit" size="lg" loading={signIn.isPending} disabled={!key.trim() || refusal.isWaiting}>
              Sign in
            </Button>
          </Stack>
        </form>
      </Paper>
    </main>
  );
};
