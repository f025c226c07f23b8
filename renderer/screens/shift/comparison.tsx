import { formatMoney } from '../../components/money-text.tsx';
import type { DrawerLine } from './compare-drawer.ts';
import { type Count, worthOf } from './count.ts';

interface ComparisonProps {
  /** null for somebody who counts blind. */
  readonly lines: readonly DrawerLine[] | null;
  readonly counts: readonly Count[];
}

export const Comparison = ({ lines, counts }: ComparisonProps) => (
  <table className="till-shift-amounts" aria-label="Count and ledger">
    <thead>
      <tr>
        <th scope="col">Currency</th>
        {lines && <th scope="col">Expected</th>}
        <th scope="col">Counted</th>
        {lines && <th scope="col">Difference</th>}
      </tr>
    </thead>
    <tbody>
      {counts.map((count, at) => {
        const { currency } = count;
        const line = lines?.[at];
        const of = (amount: number): string => formatMoney({ amount, currency });
        return (
          <tr key={currency}>
            <th scope="row">{currency}</th>
            {line && <td className="till-money">{of(line.expected)}</td>}
            <td className="till-money">{formatMoney(worthOf(count))}</td>
            {line && (
              <td className="till-money" data-off={line.variance !== 0 || undefined}>
                {line.variance > 0 ? '+' : ''}
                {of(line.variance)}
              </td>
            )}
          </tr>
        );
      })}
    </tbody>
  </table>
);
