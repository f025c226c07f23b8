import { Button, Group, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAddressBook, IconSearchOff, IconTags, IconUserPlus, IconUserSearch } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useLocation } from 'wouter';
import { BuyerPicker } from '../../components/buyers/buyer-picker.tsx';
import { BuyerResults } from '../../components/buyers/buyer-results.tsx';
import { ListDetail } from '../../components/list-detail.tsx';
import { useNames } from '../../components/names/use-names.ts';
import { SearchField } from '../../components/search-field.tsx';
import { EmptyState } from '../../components/states.tsx';
import { useListFocus } from '../../components/use-list-focus.ts';
import { useKeys } from '../../keys/keys.ts';
import { useMay } from '../../queries/session.ts';
import { useCustomerFilters } from './customer-filters.ts';
import { CustomerPanel } from './customer-panel.tsx';

export const CustomersPage = ({ open }: { readonly open: string | null }) => {
  const [, navigate] = useLocation();
  const mayManage = useMay('manager');
  const { clear } = useCustomerFilters();
  const [isFinding, { open: find, close: endFinding }] = useDisclosure();
  const back = (): void => navigate('/customers');
  const create = (): void => navigate('/customers/new');
  const groups = (): void => navigate('/customers/groups');
  const { search, list, toList, toSearch } = useListFocus(open !== null, back);
  useKeys('Customers', [
    { key: 'F2', does: 'Search', run: toSearch },
    { key: '/', does: 'Search', run: toSearch },
    { key: 'F3', does: 'Find or create a customer', run: find },
    { key: 'ArrowDown', does: 'Go through the list; Enter opens', run: toList },
    { key: 'ArrowUp', does: 'Go through the list; Enter opens', run: toList },
    { key: 'N', does: 'Create a customer', run: create },
    ...(mayManage ? [{ key: 'G', does: 'Edit the groups', run: groups }] : []),
    { key: 'Escape', does: open === null ? 'Show all customers again' : 'Back to the list', run: open === null ? clear : back },
  ]);
  return (
    <>
      <ListDetail
        title="Customers"
        open={open}
        back={back}
        actions={
          <>
            {mayManage && (
              <Button variant="default" leftSection={<IconTags size={20} />} onClick={groups} aria-keyshortcuts="G">
                Groups
              </Button>
            )}
            <Button variant="default" leftSection={<IconUserSearch size={20} />} onClick={find} aria-keyshortcuts="F3">
              Find
            </Button>
            <Button leftSection={<IconUserPlus size={20} />} onClick={create} aria-keyshortcuts="N">
              New customer
            </Button>
          </>
        }
        list={
          <div ref={list} className="till-split-list">
            <FilterBar searchRef={search} toList={toList} />
            <Results open={open} create={create} />
          </div>
        }
        detailLabel="Customer"
        detail={<CustomerPanel key={open} id={open} />}
      />
      <BuyerPicker opened={isFinding} close={endFinding} onPick={({ id }) => navigate(`/customers/${id}`)} />
    </>
  );
};

const FilterBar = ({ searchRef, toList }: { readonly searchRef: Ref<HTMLInputElement>; readonly toList: () => void }) => {
  const { text, groupId, set } = useCustomerFilters();
  const { options } = useNames('group');
  return (
    <Group role="search" gap="sm" mb="sm" wrap="nowrap">
      <SearchField
        label="Name, telephone, e-mail or city"
        flex={1}
        miw={0}
        maxLength={200}
        ref={searchRef}
        value={text}
        onChange={(value) => set({ text: value })}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          toList();
        }}
        aria-keyshortcuts="F2 /"
      />
      {options.length > 0 && (
        <Select
          aria-label="Group"
          placeholder="All groups"
          clearable
          searchable
          w={180}
          nothingFoundMessage="None"
          data={options}
          value={groupId}
          onChange={(value) => set({ groupId: value })}
        />
      )}
    </Group>
  );
};

const Results = ({ open, create }: { readonly open: string | null; readonly create: () => void }) => {
  const [, navigate] = useLocation();
  const { text, groupId, clear } = useCustomerFilters();
  const isNarrowed = text.trim() !== '' || groupId !== null;
  return (
    <BuyerResults
      text={text}
      groupId={groupId}
      selected={open}
      onOpen={({ id }) => navigate(`/customers/${id}`)}
      empty={
        isNarrowed ? (
          <EmptyState icon={<IconSearchOff size={40} />} title="Nobody found" hint="No customer fits the search and the group.">
            <Button onClick={clear}>Show all customers</Button>
          </EmptyState>
        ) : (
          <EmptyState
            icon={<IconAddressBook size={40} />}
            title="No customers yet"
            hint="A sale needs none. Write down who wants an invoice, a delivery or an account."
          >
            <Button onClick={create}>Create a customer</Button>
          </EmptyState>
        )
      }
    />
  );
};
