import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { Failure } from '../renderer/frame/failure.tsx';
import { KeyboardHelp } from '../renderer/frame/keyboard-help.tsx';
import { cssVariables, theme } from '../renderer/theme.ts';
import { FAILURE_HINT } from './frame/failure-hint.ts';
import { Gate } from './gate.tsx';
import { queryClient } from './query-client.ts';

export const App = ({ nonce }: { readonly nonce: string }) => (
  <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto" getStyleNonce={() => nonce}>
    <QueryClientProvider client={queryClient}>
      <Notifications position="top-center" limit={3} />
      <ModalsProvider modalProps={{ centered: true }}>
        <Router hook={useHashLocation}>
          <Failure hint={FAILURE_HINT}>
            <Gate />
            <KeyboardHelp />
          </Failure>
        </Router>
      </ModalsProvider>
    </QueryClientProvider>
  </MantineProvider>
);
