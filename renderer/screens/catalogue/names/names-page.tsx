import { Button, SegmentedControl } from '@mantine/core';
import { IconArrowLeft, IconTags } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { PageHeader } from '../../../components/page-header.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../../components/states.tsx';
import { type Column, VirtualList } from '../../../components/virtual-list.tsx';
import { useKeys } from '../../../keys/keys.ts';
import { AddName } from './add-name.tsx';
import { NameActions, NameCell } from './name-row.tsx';
import { type NameKind, type NameRow, useNames } from './use-names.ts';

const TITLES = { type: 'Types', brand: 'Brands' } as const;

/** The types or the brands: each is a name and the items under it. */
export const NamesPage = ({ kind }: { readonly kind: NameKind }) => {
  const [, navigate] = useLocation();
  const back = (): void => navigate('/catalogue');
  useKeys(TITLES[kind], [{ key: 'Escape', does: 'Back to the catalogue', run: back }]);
  return (
    <div className="till-screen">
      <PageHeader title={TITLES[kind]}>
        <SegmentedControl
          aria-label="Which names"
          value={kind}
          data={[
            { value: 'type', label: 'Types' },
            { value: 'brand', label: 'Brands' },
          ]}
          onChange={(chosen) => navigate(`/catalogue/${chosen}s`, { replace: true })}
        />
        <Button variant="default" leftSection={<IconArrowLeft size={20} />} onClick={back} aria-keyshortcuts="Escape">
          Catalogue
        </Button>
      </PageHeader>
      <AddName kind={kind} />
      <Names kind={kind} />
    </div>
  );
};

const Names = ({ kind }: { readonly kind: NameKind }) => {
  const { rows, isPending, error, retry } = useNames(kind);
  const [editedId, setEditedId] = useState<string | null>(null);
  const columns = useMemo<readonly Column<NameRow>[]>(
    () => [
      {
        name: 'Name',
        width: 'minmax(0, 1fr)',
        cell: (row) => <NameCell kind={kind} row={row} isEdited={row.id === editedId} close={() => setEditedId(null)} />,
      },
      { name: 'Items', width: '90px', align: 'end', cell: ({ items }) => items },
      {
        name: 'Actions',
        width: '276px',
        align: 'end',
        cell: (row) => row.id !== editedId && <NameActions kind={kind} row={row} edit={() => setEditedId(row.id)} />,
      },
    ],
    [kind, editedId],
  );
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (rows.length === 0) {
    return (
      <EmptyState
        icon={<IconTags size={40} />}
        title={kind === 'type' ? 'No types yet' : 'No brands yet'}
        hint={
          kind === 'type'
            ? 'Types sort the catalogue, as the shelves sort the shop. Add the first one above.'
            : 'Brands tell who makes an item. Add the first one above.'
        }
      />
    );
  }
  return <VirtualList label={TITLES[kind]} columns={columns} rows={rows} keyOf={({ id }) => id} />;
};
