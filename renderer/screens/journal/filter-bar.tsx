import { Select, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import type { JournalKind } from '../../../domain/contract/journal.ts';
import { useOperation } from '../../queries/operations.ts';
import { KIND_WORDS } from './entry-texts.ts';
import { useJournalFilters } from './journal-filters.ts';

const KIND_CHOICES = Object.entries(KIND_WORDS).map(([value, label]) => ({ value: value as JournalKind, label }));

export const FilterBar = ({ kindRef }: { readonly kindRef: Ref<HTMLInputElement> }) => {
  const { kind, userId, fromDay, toDay, set } = useJournalFilters();
  const users = useOperation('identity.getUsers', {});
  return (
    <search className="till-journal-filters">
      <Select
        ref={kindRef}
        label="What"
        placeholder="Everything"
        clearable
        searchable
        nothingFoundMessage="No such kind"
        data={KIND_CHOICES}
        value={kind}
        onChange={(value) => set({ kind: value })}
        aria-keyshortcuts="F2 /"
      />
      <Select
        label="Who"
        placeholder="Everyone"
        clearable
        searchable
        nothingFoundMessage="Nobody"
        data={(users.data ?? []).map(({ id, name, lastName }) => ({ value: id, label: `${name} ${lastName}`.trim() }))}
        value={userId}
        onChange={(value) => set({ userId: value })}
      />
      <TextInput
        type="date"
        label="From"
        max={toDay || undefined}
        value={fromDay}
        onChange={({ currentTarget }) => set({ fromDay: currentTarget.value })}
      />
      <TextInput
        type="date"
        label="To"
        min={fromDay || undefined}
        value={toDay}
        onChange={({ currentTarget }) => set({ toDay: currentTarget.value })}
      />
    </search>
  );
};
