import { Alert, Anchor, Button, Group, Paper, ScrollArea, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { ShopView, UserView } from '../../../domain/contract/identity.ts';
import type { OutputOf } from '../../../domain/contract/index.ts';
import { PinPad } from '../../components/pin-pad.tsx';
import { useCommand } from '../../queries/operations.ts';
import { forgetShown } from '../../query-client.ts';
import { PasswordSignIn } from './password-sign-in.tsx';
import './sign-in.css';

type Person = OutputOf<'identity.getSetup'>['users'][number];

interface SignInScreenProps {
  readonly shop: ShopView;
  readonly users: readonly Person[];
  /** Who locked the register; null when nobody is signed in. */
  readonly lockedFor: UserView | null;
}

const LAST_PERSON_KEY = 'tillwright.last-person';

/** Who it is most likely: who locked it, who was here last, or the only one. */
const likelyPerson = (users: readonly Person[], lockedFor: UserView | null): Person | undefined => {
  const likely = lockedFor?.id ?? localStorage.getItem(LAST_PERSON_KEY);
  return users.find(({ id }) => id === likely) ?? (users.length === 1 ? users[0] : undefined);
};

export const SignInScreen = ({ shop, users, lockedFor }: SignInScreenProps) => {
  const [chosen, setPerson] = useState(() => likelyPerson(users, lockedFor));
  // Who left meanwhile stands on the list no more.
  const person = users.find(({ id }) => id === chosen?.id);
  const [byPassword, setByPassword] = useState(false);
  const switchUser = useCommand('identity.switchUser');
  const [, navigate] = useLocation();
  /** Who unlocks goes on where they were; another person begins at the counter. */
  const welcome = (id: string): void => {
    localStorage.setItem(LAST_PERSON_KEY, id);
    if (id !== lockedFor?.id) navigate('/');
  };
  const signIn = async (userId: string, pin: string): Promise<void> => {
    await switchUser.mutateAsync({ userId, pin });
    welcome(userId);
    forgetShown();
  };
  return (
    <main className="till-sign-in">
      <section className="till-sign-in-people" aria-label="Who are you?">
        <span className="till-brand">Tillwright</span>
        <Title order={1} size="h2">
          {shop.name}
        </Title>
        {lockedFor && (
          <Alert color="till" variant="light" title="Locked">
            The basket of {lockedFor.name} is kept.
          </Alert>
        )}
        <ScrollArea flex={1} type="auto" offsetScrollbars>
          <Stack gap="xs">
            {users.map((user) => (
              <Button
                key={user.id}
                size="lg"
                justify="space-between"
                variant={!byPassword && user.id === person?.id ? 'light' : 'default'}
                aria-pressed={!byPassword && user.id === person?.id}
                rightSection={
                  <Text c="dimmed" size="sm">
                    {user.role}
                  </Text>
                }
                onClick={() => {
                  setPerson(user);
                  setByPassword(false);
                }}
              >
                <Text truncate fw={600} title={user.name}>
                  {user.name}
                </Text>
              </Button>
            ))}
          </Stack>
        </ScrollArea>
        <Anchor component="button" type="button" ta="left" onClick={() => setByPassword(!byPassword)}>
          {byPassword ? 'Sign in with a PIN' : 'Sign in with e-mail and password'}
        </Anchor>
      </section>
      <Group justify="center" align="center" className="till-sign-in-pad">
        <Paper className="till-panel" p="xl" w={400}>
          {byPassword ? (
            <PasswordSignIn onSignedIn={welcome} />
          ) : person ? (
            <PinPad key={person.id} name={person.name} action="Sign in" check={(pin) => signIn(person.id, pin)} />
          ) : (
            <Stack align="center" justify="center" mih={420}>
              <Title order={2} size="h3">
                Who are you?
              </Title>
              <Text c="dimmed">Choose your name, then enter your PIN.</Text>
            </Stack>
          )}
        </Paper>
      </Group>
    </main>
  );
};
