import { Badge, Text } from '@mantine/core';
import type { BuyerSummaryView } from '../../../domain/contract/buyers.ts';
import type { Column } from '../virtual-list.tsx';

const Name: Column<BuyerSummaryView> = {
  name: 'Name',
  width: 'minmax(0, 1.4fr)',
  cell: ({ name, company }) => (
    <>
      <Text truncate fw={550} title={name} dir="auto">
        {name}
      </Text>
      {company !== '' && (
        <Text truncate size="sm" c="dimmed" title={company} dir="auto">
          {company}
        </Text>
      )}
    </>
  ),
};

const Contact: Column<BuyerSummaryView> = {
  name: 'Contact',
  width: 'minmax(0, 1.3fr)',
  cell: ({ phone, email }) => (
    <>
      <Text truncate title={phone ?? email ?? undefined}>
        {phone ?? email}
      </Text>
      {phone !== null && email !== null && (
        <Text truncate size="sm" c="dimmed" title={email}>
          {email}
        </Text>
      )}
    </>
  ),
};

const City: Column<BuyerSummaryView> = {
  name: 'City',
  width: 'minmax(0, 0.8fr)',
  cell: ({ city }) => (
    <Text truncate title={city} dir="auto">
      {city}
    </Text>
  ),
};

const Group: Column<BuyerSummaryView> = {
  name: 'Group',
  width: 'minmax(0, 0.8fr)',
  cell: ({ group }) =>
    group !== null && (
      <Badge variant="light" color="gray" size="lg" tt="none" maw="100%" className="till-badge" title={group}>
        {group}
      </Badge>
    ),
};

export const BUYER_COLUMNS: readonly Column<BuyerSummaryView>[] = [Name, Contact, City, Group];
