import { SegmentedControl, Text } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { money } from '../../../domain/shared/money.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney, MoneyText } from '../../components/money-text.tsx';
import { type Count, worthOf } from './count.ts';
import { denominationsOf } from './denominations.ts';

const MODES = [
  { value: 'piece', label: 'By note and coin' },
  { value: 'sum', label: 'As a sum' },
];
/** More pieces of one kind than this lie in no drawer. */
const MOST_DIGITS = 5;

interface CountFieldsProps {
  readonly label: string;
  readonly count: Count;
  readonly onChange: (count: Count) => void;
  readonly autoFocus?: boolean;
}

/** Enter and the arrows go from field to field; after the last one Enter goes on to what carries `data-after-count`. */
const goOn = (event: KeyboardEvent<HTMLElement>): void => {
  const step = event.key === 'ArrowUp' ? -1 : event.key === 'Enter' || event.key === 'ArrowDown' ? 1 : 0;
  if (step === 0 || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return;
  const form = event.target.closest('form');
  if (!form || event.target.type === 'radio') return;
  event.preventDefault();
  const stops = [...form.querySelectorAll<HTMLElement>('input[data-piece], [data-after-count]')];
  const next = stops[stops.indexOf(event.target) + step];
  if (!next || (event.key === 'ArrowDown' && next.dataset['piece'] === undefined)) return;
  next.focus();
  if (next instanceof HTMLInputElement) next.select();
};

/** Money counted coin by coin, with its sum as it grows. */
export const CountFields = ({ label, count, onChange, autoFocus = false }: CountFieldsProps) => {
  const { currency, byPiece, pieces } = count;
  const { notes, coins } = denominationsOf(currency);
  const box = useRef<HTMLFieldSetElement>(null);
  const set = (value: number, text: string): void => {
    const { [value]: _before, ...others } = pieces;
    const digits = text.replace(/\D/g, '').slice(0, MOST_DIGITS);
    onChange({ ...count, pieces: digits === '' ? others : { ...others, [value]: Number(digits) } });
  };
  const column = (name: string, values: readonly number[], isFirst: boolean) => (
    <div className="till-count-column">
      <Text size="sm" fw={650} c="dimmed">
        {name}
      </Text>
      {values.map((value, index) => {
        const piece = formatMoney(money(value, currency));
        const many = pieces[value];
        return (
          <label key={value} className="till-count-piece">
            <span className="till-money">{piece}</span>
            <span aria-hidden="true">×</span>
            <input
              data-piece={value}
              aria-label={`${name}: ${piece}`}
              inputMode="numeric"
              autoComplete="off"
              // biome-ignore lint/a11y/noAutofocus: the page was opened to count
              autoFocus={autoFocus && isFirst && index === 0}
              value={many ?? ''}
              onChange={({ currentTarget }) => set(value, currentTarget.value)}
            />
            <span className="till-money till-count-worth" data-empty={!many || undefined}>
              {formatMoney(money(value * (many ?? 0), currency))}
            </span>
          </label>
        );
      })}
    </div>
  );
  return (
    <fieldset ref={box} className="till-count" onKeyDown={goOn}>
      <legend>{label}</legend>
      <div className="till-pair">
        <SegmentedControl
          size="sm"
          aria-label={`How to count: ${label}`}
          data={MODES}
          value={byPiece ? 'piece' : 'sum'}
          onChange={(mode) => onChange({ ...count, byPiece: mode === 'piece' })}
        />
        <Text fz="1.5rem" fw={700} role="status" aria-label={`${label}: sum`}>
          <MoneyText money={worthOf(count)} />
        </Text>
      </div>
      {byPiece ? (
        <div className="till-count-columns">
          {column('Notes', notes, true)}
          {column('Coins', coins, false)}
        </div>
      ) : (
        <MoneyInput
          label={`Sum in ${currency}`}
          currency={currency}
          autoFocus={autoFocus}
          data-piece="sum"
          value={count.sum}
          onChange={(sum) => onChange({ ...count, sum })}
        />
      )}
    </fieldset>
  );
};
