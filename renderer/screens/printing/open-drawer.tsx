import { Button } from '@mantine/core';
import { newId } from '../../../domain/shared/ids.ts';
import { showError } from '../../components/show-error.ts';
import { useCommand, useOperation } from '../../queries/operations.ts';

/** The drawer by hand, without a sale: where one hangs on a printer. Above the role's limit a manager approves. */
export const useDrawer = () => {
  const printers = useOperation('printing.getPrinters', {});
  const { mutate, isPending } = useCommand('printing.openDrawer');
  return {
    exists: printers.data?.some(({ opensDrawer }) => opensDrawer) ?? false,
    isPending,
    open: (): void => mutate({ id: newId() }, { onError: showError }),
  };
};

export const OpenDrawer = ({ drawer, shortcut }: { readonly drawer: ReturnType<typeof useDrawer>; readonly shortcut?: string }) =>
  drawer.exists && (
    <Button variant="default" loading={drawer.isPending} onClick={drawer.open} aria-keyshortcuts={shortcut}>
      Open the drawer
    </Button>
  );
