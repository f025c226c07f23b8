import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Route, Router, Switch } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Failure } from './frame/failure.tsx';
import { KeyboardHelp } from './frame/keyboard-help.tsx';
import { Gate } from './gate.tsx';
import { queryClient } from './query-client.ts';
import { DisplayScreen } from './screens/display/display-screen.tsx';
import { cssVariables, theme } from './theme.ts';

export const App = ({ nonce }: { readonly nonce: string }) => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <QueryClientProvider client={queryClient}>
      <Notifications position="top-center" limit={3} />
      <ModalsProvider modalProps={{ centered: true }}>
        <Router hook={useHashLocation}>
          <Failure>
            <Switch>
              <Route path="/display">
                <DisplayScreen />
              </Route>
              <Route>
                <Gate />
                <KeyboardHelp note="A scanner works anywhere: what it reads goes into the basket." />
              </Route>
            </Switch>
          </Failure>
        </Router>
      </ModalsProvider>
    </QueryClientProvider>
  </MantineProvider>
);
