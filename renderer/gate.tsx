import { Center, Loader } from '@mantine/core';
import { ErrorState } from './components/states.tsx';
import { AppFrame } from './frame/app-frame.tsx';
import { useSession, useSetup } from './queries/session.ts';
import { DemoSecrets } from './screens/first-run/demo-secrets.tsx';
import { FirstRunScreen } from './screens/first-run/first-run-screen.tsx';
import { SignInScreen } from './screens/sign-in/sign-in-screen.tsx';
import { useView } from './stores/view.ts';

/** Nobody passes without a shop and a signed-in person. */
export const Gate = () => {
  const setup = useSetup();
  const session = useSession();
  const demoSecrets = useView((view) => view.demoSecrets);
  const error = setup.error ?? session.error;
  if (error) {
    return (
      <main className="till-centre">
        <ErrorState
          error={error}
          retry={() => {
            void setup.refetch();
            void session.refetch();
          }}
        />
      </main>
    );
  }
  if (!setup.data || !session.data) {
    return (
      <Center component="main" h="100%">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  if (demoSecrets) return <DemoSecrets secrets={demoSecrets} />;
  if (!setup.data.shop) return <FirstRunScreen />;
  const { user, locked } = session.data;
  if (!user || locked) return <SignInScreen shop={setup.data.shop} users={setup.data.users} lockedFor={user} />;
  return <AppFrame key={user.id} />;
};
