import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import type { KeyboardEvent, Ref } from 'react';
import { SearchField } from '../../components/search-field.tsx';
import { useOperation } from '../../queries/operations.ts';
import { type DayChoice, useOrderFilters } from './order-filters.ts';
import { STATUS_CHOICES } from './order-status.tsx';

const DAY_CHOICES: { value: DayChoice; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'today', label: 'Today' },
  { value: 'yesterday', label: 'Yesterday' },
  { value: 'week', label: '7 days' },
  { value: 'range', label: 'Days…' },
];

interface FilterBarProps {
  readonly searchRef: Ref<HTMLInputElement>;
  readonly openReceipt: (receiptNumber: string) => void;
  readonly toList: () => void;
}

export const FilterBar = ({ searchRef, openReceipt, toList }: FilterBarProps) => {
  const { receiptNumber, days, userId, status, set } = useOrderFilters();
  const users = useOperation('identity.getUsers', {});
  const isSearching = receiptNumber.trim() !== '';
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && isSearching) openReceipt(receiptNumber);
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    toList();
  };
  return (
    <search className="till-order-filters">
      <SearchField
        label="Receipt number"
        maxLength={40}
        ref={searchRef}
        value={receiptNumber}
        onChange={(value) => set({ receiptNumber: value })}
        onKeyDown={onKeyDown}
        aria-keyshortcuts="F2 /"
      />
      <SegmentedControl
        aria-label="Days"
        data={DAY_CHOICES}
        value={days}
        disabled={isSearching}
        onChange={(value) => set({ days: value })}
      />
      <Group gap="sm" wrap="nowrap" className="till-order-choices">
        <Select
          aria-label="Clerk"
          placeholder="All clerks"
          clearable
          searchable
          nothingFoundMessage="Nobody"
          disabled={isSearching}
          data={(users.data ?? []).map(({ id, name, lastName }) => ({ value: id, label: `${name} ${lastName}`.trim() }))}
          value={userId}
          onChange={(value) => set({ userId: value })}
        />
        <Select
          aria-label="Status"
          placeholder="Any status"
          clearable
          disabled={isSearching}
          data={STATUS_CHOICES}
          value={status}
          onChange={(value) => set({ status: value })}
        />
      </Group>
      {days === 'range' && !isSearching && <Range />}
    </search>
  );
};

const Range = () => {
  const { fromDay, toDay, set } = useOrderFilters();
  return (
    <Group gap="sm" wrap="nowrap" className="till-order-range">
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
    </Group>
  );
};
