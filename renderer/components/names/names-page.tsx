import { Button } from '@mantine/core';
import { IconArrowLeft, IconTags } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useKeys } from '../../keys/keys.ts';
import { PageHeader } from '../page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../states.tsx';
import { type Column, VirtualList } from '../virtual-list.tsx';
import { AddName } from './add-name.tsx';
import { NameActions, NameCell } from './name-row.tsx';
import { type NameKind, type NameRow, useNames } from './use-names.ts';

interface NamesPageProps {
  readonly title: string;
  readonly kind: NameKind;
  /** What is counted under each name. */
  readonly uses: string;
  /** Shown while there is none: what the names are for. */
  readonly hint: string;
  /** The list that it belongs to. */
  readonly parent: { readonly name: string; readonly path: string };
  /** More actions, beside the title. */
  readonly children?: ReactNode;
}

/** All names of a kind: each is a name and what is under it. */
export const NamesPage = ({ title, kind, uses, hint, parent, children }: NamesPageProps) => {
  const [, navigate] = useLocation();
  const back = (): void => navigate(parent.path);
  useKeys(title, [{ key: 'Escape', does: `Back to ${parent.name}`, run: back }]);
  return (
    <div className="till-screen">
      <PageHeader title={title}>
        {children}
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
          {parent.name}
        </Button>
      </PageHeader>
      <AddName kind={kind} />
      <Names title={title} kind={kind} uses={uses} hint={hint} />
    </div>
  );
};

const Names = ({ title, kind, uses, hint }: Pick<NamesPageProps, 'title' | 'kind' | 'uses' | 'hint'>) => {
  const { rows, isPending, error, retry } = useNames(kind);
  const [editedId, setEditedId] = useState<string | null>(null);
  const columns = useMemo<readonly Column<NameRow>[]>(
    () => [
      {
        name: 'Name',
        width: 'minmax(0, 1fr)',
        cell: (row) => <NameCell kind={kind} row={row} isEdited={row.id === editedId} close={() => setEditedId(null)} />,
      },
      { name: uses, width: '100px', align: 'end', cell: (row) => row.uses },
      {
        name: 'Actions',
        width: '276px',
        align: 'end',
        cell: (row) => row.id !== editedId && <NameActions kind={kind} row={row} edit={() => setEditedId(row.id)} />,
      },
    ],
    [kind, uses, editedId],
  );
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (rows.length === 0) {
    return <EmptyState icon={<IconTags size={40} />} title={`No ${kind}s yet`} hint={`${hint} Add the first one above.`} />;
  }
  return <VirtualList label={title} columns={columns} rows={rows} keyOf={({ id }) => id} />;
};
