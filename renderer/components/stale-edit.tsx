import { Alert, Button, Group, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface StaleEditProps {
  /** What is edited here, in one word. */
  readonly what: string;
  /** Each field that someone else changed, in words. */
  readonly changes: readonly { readonly name: string; readonly before: ReactNode; readonly after: ReactNode }[];
  /** More that changed: list items. */
  readonly children?: ReactNode;
  readonly load: () => void;
  readonly keep: () => void;
}

/** Someone else saved the same while it was edited here: what they changed, and the two ways on. */
export const StaleEdit = ({ what, changes, children, load, keep }: StaleEditProps) => (
  <Alert
    color="orange"
    className="till-warn"
    role="alert"
    mb="md"
    icon={<IconAlertTriangle aria-hidden="true" />}
    title={`Someone else changed this ${what} meanwhile`}
  >
    <List spacing={2} mb="sm">
      {changes.map(({ name, before, after }) => (
        <List.Item key={name}>
          {name}: {before || 'nothing'} → <strong>{after || 'nothing'}</strong>
        </List.Item>
      ))}
      {children}
    </List>
    <Group gap="sm">
      <Button onClick={keep}>Keep my changes on top</Button>
      <Button variant="default" onClick={load}>
        Load it again without mine
      </Button>
    </Group>
  </Alert>
);
