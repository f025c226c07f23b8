import { Button, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useState } from 'react';
import { useRefusal } from '../../components/use-refusal.ts';
import { useCommand } from '../../queries/operations.ts';
import { forgetShown } from '../../query-client.ts';

export const PasswordSignIn = ({ onSignedIn }: { readonly onSignedIn: (userId: string) => void }) => {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const refusal = useRefusal();
  const signIn = useCommand('identity.loginUser');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate(
          { email, password },
          {
            onSuccess: ({ user }) => {
              if (user) onSignedIn(user.id);
              forgetShown();
            },
            onError: refusal.refuse,
          },
        );
      }}
    >
      <Stack>
        <Title order={2} size="h3">
          Sign in
        </Title>
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          autoFocus
          required
          withAsterisk={false}
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={({ currentTarget }) => {
            setPassword(currentTarget.value);
            refusal.clear();
          }}
        />
        <Text role="alert" mih={24} size="sm" className="till-refusal">
          {refusal.text}
        </Text>
        <Button type="submit" size="lg" loading={signIn.isPending} disabled={!email || !password || refusal.isWaiting}>
          Sign in
        </Button>
      </Stack>
    </form>
  );
};
