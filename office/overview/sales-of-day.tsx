import { ScrollArea, Table, Text } from '@mantine/core';
import { MoneyText } from '../../renderer/components/money-text.tsx';
import { METHOD_NAMES } from '../../renderer/components/payment-methods.ts';
import type { StoreSales } from '../../sync/hub/office-api.ts';
import { type CurrencySales, type Sales, totalsOf } from './totals.ts';

/** What the stores sold: totals and a table for each currency. */
export const SalesOfDay = ({ stores }: { readonly stores: readonly StoreSales[] }) =>
  totalsOf(stores).map((sales) => <InCurrency key={sales.currency} sales={sales} />);

const COLUMNS = ['Store', 'Receipts', 'Gross', 'Net', 'Tax'] as const;

const InCurrency = ({ sales }: { readonly sales: CurrencySales }) => (
  <section className="office-currency" aria-label={`Sales in ${sales.currency}`}>
    <dl className="office-figures">
      <Figure name={`Gross, ${sales.currency}`} isMain>
        <MoneyText money={sales.total.gross} />
      </Figure>
      <Figure name="Receipts">{sales.total.count.toLocaleString()}</Figure>
      <Figure name="Net">
        <MoneyText money={sales.total.net} />
      </Figure>
      <Figure name="Tax">
        <MoneyText money={sales.total.tax} />
      </Figure>
    </dl>
    <ScrollArea className="till-panel office-table" type="auto" viewportProps={{ tabIndex: 0 }}>
      <SalesTable sales={sales} />
    </ScrollArea>
  </section>
);

interface FigureProps {
  readonly name: string;
  readonly isMain?: boolean;
  readonly children: React.ReactNode;
}

const Figure = ({ name, isMain = false, children }: FigureProps) => (
  <div className="till-panel office-figure" data-main={isMain || undefined}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

/** The ways of paying, on one line below the sums. */
const Tenders = ({ tenders }: Pick<Sales, 'tenders'>) => (
  <Table.Tr className="office-tenders">
    <Table.Td colSpan={COLUMNS.length}>
      {tenders.map(({ method, amount }) => (
        <span key={method}>
          {METHOD_NAMES[method]} <MoneyText money={amount} />
        </span>
      ))}
      {tenders.length === 0 && 'nothing paid'}
    </Table.Td>
  </Table.Tr>
);

const Sums = ({ count, gross, net, tax }: Omit<Sales, 'tenders'>) => (
  <>
    <Table.Td ta="right">{count.toLocaleString()}</Table.Td>
    <Table.Td ta="right">
      <MoneyText money={gross} />
    </Table.Td>
    <Table.Td ta="right">
      <MoneyText money={net} />
    </Table.Td>
    <Table.Td ta="right">
      <MoneyText money={tax} />
    </Table.Td>
  </>
);

const SalesTable = ({ sales }: { readonly sales: CurrencySales }) => (
  <Table verticalSpacing="xs" horizontalSpacing="md" withRowBorders={false}>
    <Table.Thead>
      <Table.Tr>
        {COLUMNS.map((name) => (
          <Table.Th key={name} scope="col" ta={name === 'Store' ? undefined : 'right'}>
            {name}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
    {sales.stores.map((store) => (
      <Table.Tbody key={store.storeId} className="office-store">
        <Table.Tr>
          <Table.Th scope="row" fw={600}>
            <Text truncate maw={320} dir="auto" title={store.storeName}>
              {store.storeName}
            </Text>
          </Table.Th>
          <Sums {...store} />
        </Table.Tr>
        <Tenders tenders={store.tenders} />
      </Table.Tbody>
    ))}
    {sales.stores.length > 1 && (
      <Table.Tfoot className="office-store office-all">
        <Table.Tr>
          <Table.Th scope="row">All {sales.stores.length} stores</Table.Th>
          <Sums {...sales.total} />
        </Table.Tr>
        <Tenders tenders={sales.total.tenders} />
      </Table.Tfoot>
    )}
  </Table>
);
