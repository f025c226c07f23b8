import { Center, Loader } from '@mantine/core';
import { useEffect } from 'react';
import { ErrorState } from '../renderer/components/states.tsx';
import { listenForKeys } from '../renderer/keys/keys.ts';
import { OfficeFrame } from './frame/office-frame.tsx';
import { useOffice } from './queries.ts';
import { isSignedOut } from './query-client.ts';
import { SignInScreen } from './sign-in/sign-in-screen.tsx';

/** Nobody passes without the office key. */
export const Gate = () => {
  const hub = useOffice('getHub', {});
  // No scanner sends keys here: what is printed is meant at once.
  useEffect(() => listenForKeys((run) => run()), []);
  if (isSignedOut(hub.error)) return <SignInScreen />;
  if (hub.data) return <OfficeFrame failedSince={hub.error ? hub.dataUpdatedAt : null} />;
  return hub.error ? (
    <main className="till-centre">
      <ErrorState error={hub.error} retry={() => void hub.refetch()} />
    </main>
  ) : (
    <Center component="main" h="100%">
      <Loader aria-label="Loading" />
    </Center>
  );
};
