import { useEffect, useRef, useState } from 'react';
import { negate } from '../../../domain/shared/money.ts';
import { MoneyText } from '../../components/money-text.tsx';
import { type DisplayLine, newestLine } from './newest-line.ts';

interface DisplayLinesProps {
  readonly lines: readonly DisplayLine[];
}

/** The goods; what was rung up last is in sight. */
export const DisplayLines = ({ lines }: DisplayLinesProps) => {
  const [seen, setSeen] = useState({ lines, newest: lines.length - 1 });
  if (seen.lines !== lines) setSeen({ lines, newest: newestLine(seen.lines, lines) });
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    list.current?.children[seen.newest]?.scrollIntoView({ block: 'nearest' });
  }, [seen]);
  return (
    <ol ref={list} className="till-display-lines" aria-label="Your goods">
      {[...lines.entries()].map(([at, line]) => (
        <li key={at} data-newest={at === seen.newest || undefined}>
          <span className="till-display-quantity">{line.quantity} ×</span>
          <span className="till-display-name">{line.name}</span>
          <span className="till-display-amount">
            <MoneyText money={line.amount} />
          </span>
          <Details line={line} />
        </li>
      ))}
    </ol>
  );
};

const Details = ({ line: { quantity, unitPrice, reductions } }: { readonly line: DisplayLine }) => {
  if (quantity === 1 && reductions.length === 0) return null;
  return (
    <span className="till-display-details">
      <span>
        {quantity < 0 && 'Comes back, '}
        <MoneyText money={unitPrice} /> each
      </span>
      {[...reductions.entries()].map(([at, { promotion, amount }]) => (
        <span key={at} className="till-display-reduction">
          {promotion ?? 'Discount'} <MoneyText money={negate(amount)} />
        </span>
      ))}
    </span>
  );
};
