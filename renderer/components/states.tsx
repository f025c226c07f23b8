import { Button, Center, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { errorText } from '../error-texts.ts';

interface EmptyStateProps {
  readonly icon: ReactNode;
  readonly title: string;
  readonly hint: string;
  /** What to do about it. */
  readonly children?: ReactNode;
}

export const EmptyState = ({ icon, title, hint, children }: EmptyStateProps) => (
  <Center h="100%" mih={220} p="md">
    <Stack align="center" gap="xs" maw={420}>
      <span className="till-empty-icon" aria-hidden="true">
        {icon}
      </span>
      <Title order={2} size="h4" ta="center">
        {title}
      </Title>
      <Text c="dimmed" ta="center">
        {hint}
      </Text>
      {children}
    </Stack>
  </Center>
);

export const ErrorState = ({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) => (
  <div role="alert">
    <EmptyState icon={<IconAlertTriangle size={40} />} title="This could not be shown" hint={errorText(error)}>
      {retry && <Button onClick={retry}>Try again</Button>}
    </EmptyState>
  </div>
);

export const LoadingState = ({ rows = 6 }: { readonly rows?: number }) => (
  <Stack gap="xs" role="status" aria-label="Loading">
    {Array.from({ length: rows }, (_, row) => `row ${row}`).map((row) => (
      <Skeleton key={row} height={52} />
    ))}
  </Stack>
);
