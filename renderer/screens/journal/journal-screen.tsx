import './journal.css';
import { Button } from '@mantine/core';
import { IconNotebook, IconSearchOff, IconShieldCheck } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { ListDetail } from '../../components/list-detail.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../components/states.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { VirtualList } from '../../components/virtual-list.tsx';
import { useKeys } from '../../keys/keys.ts';
import { useInfiniteOperation } from '../../queries/infinite.ts';
import { useCommand } from '../../queries/operations.ts';
import { ENTRY_COLUMNS } from './entry-columns.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { KIND_WORDS } from './entry-texts.ts';
import { FilterBar } from './filter-bar.tsx';
import { isNarrowed, toRequest, useJournalFilters } from './journal-filters.ts';
import { Verdict } from './verdict.tsx';

const openIn = (location: string): string | null => /^\/journal\/(\d{1,15})$/.exec(location)?.[1] ?? null;

export const JournalScreen = () => {
  const [location, navigate] = useLocation();
  const open = openIn(location);
  const filters = useJournalFilters();
  const entries = useInfiniteOperation('journal.getJournal', toRequest(filters), { keepPrevious: true });
  const verification = useCommand('journal.verifyJournal');
  const back = (): void => navigate('/journal');
  const verify = (): void => {
    if (verification.isPending) return;
    // The outcome stands over the list, which an open entry may cover.
    if (open !== null) back();
    verification.mutate({});
  };
  const { search, list, toList, toSearch } = useListFocus(open !== null, back);
  useKeys('Journal', [
    { key: 'V', does: 'Verify the journal', run: verify },
    { key: 'F2', does: 'Choose what to show', run: toSearch },
    { key: '/', does: 'Choose what to show', run: toSearch },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    {
      key: 'Escape',
      does: open === null ? 'Show everything again' : 'Back to the list',
      run: open === null ? filters.clear : back,
    },
  ]);

  return (
    <ListDetail
      title="Journal"
      actions={
        <Button
          leftSection={<IconShieldCheck size={20} />}
          onClick={verify}
          loading={verification.isPending}
          aria-keyshortcuts="V"
        >
          Verify
        </Button>
      }
      open={open}
      back={back}
      list={
        <div ref={list} className="till-split-list">
          <Verdict
            verdict={verification.data}
            isRunning={verification.isPending}
            error={verification.error}
            close={verification.reset}
          />
          <FilterBar kindRef={search} />
          <EntryList entries={entries} selected={open} />
        </div>
      }
      detailLabel="Entry"
      detail={<EntryDetail key={open} entry={entries.items.find(({ sequence }) => String(sequence) === open)} />}
    />
  );
};

interface EntryListProps {
  readonly entries: ReturnType<typeof useInfiniteOperation<'journal.getJournal'>>;
  readonly selected: string | null;
}

const EntryList = ({ entries: { items, isPending, error, retry, more }, selected }: EntryListProps) => {
  const [, navigate] = useLocation();
  const filters = useJournalFilters();
  if (error) return <ErrorState error={error} retry={retry} />;
  if (isPending) return <LoadingState />;
  if (items.length > 0) {
    return (
      <VirtualList
        label="Journal"
        columns={ENTRY_COLUMNS}
        rows={items}
        keyOf={({ sequence }) => String(sequence)}
        nameOf={({ sequence, kind }) => `${sequence} ${KIND_WORDS[kind]}`}
        rowHeight={60}
        more={more}
        selected={selected}
        onOpen={({ sequence }) => navigate(`/journal/${sequence}`)}
      />
    );
  }
  return (
    <div role="status">
      {isNarrowed(filters) ? (
        <EmptyState icon={<IconSearchOff size={40} />} title="No entry found" hint="No entry fits these filters.">
          <Button onClick={filters.clear}>Show everything</Button>
        </EmptyState>
      ) : (
        <EmptyState
          icon={<IconNotebook size={40} />}
          title="Nothing noted yet"
          hint="Sales, cancels, sign-ins and changed settings will stand here, each sealed with the one before."
        />
      )}
    </div>
  );
};
