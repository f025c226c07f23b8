import { Button, Group } from '@mantine/core';
import { ending } from './form-frame.tsx';

interface FormFooterProps {
  readonly saving: boolean;
  readonly close: () => void;
  /** Left out where there is nothing that may be deleted. */
  readonly remove?: {
    readonly isPending: boolean;
    readonly mutate: (input: { id: string }, options: { onSuccess: () => void; onError: (error: Error) => void }) => void;
  };
  /** What would be deleted. */
  readonly of: { readonly id: string; readonly name: string };
}

/** Delete on the left, Cancel and Save on the right. */
export const FormFooter = ({ saving, close, remove, of: { id, name } }: FormFooterProps) => (
  <Group justify="space-between">
    {remove ? (
      <Button
        variant="default"
        loading={remove.isPending}
        onClick={() => remove.mutate({ id }, ending(`${name} was deleted`, close))}
      >
        Delete
      </Button>
    ) : (
      <span />
    )}
    <Group gap="sm">
      <Button variant="default" onClick={close}>
        Cancel
      </Button>
      <Button type="submit" loading={saving}>
        Save
      </Button>
    </Group>
  </Group>
);
