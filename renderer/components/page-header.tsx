import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface PageHeaderProps {
  readonly title: string;
  /** Actions, to the right. */
  readonly children?: ReactNode;
}

export const PageHeader = ({ title, children }: PageHeaderProps) => (
  <Group justify="space-between" mb="md" wrap="nowrap" className="till-page-header">
    <Title order={1} size="h2">
      {title}
    </Title>
    <Group gap="sm">{children}</Group>
  </Group>
);
