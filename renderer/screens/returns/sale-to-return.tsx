import { Alert, Badge, Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatDay } from '../../components/format-time.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { METHOD_NAMES } from '../../components/payment-methods.ts';
import { useKeys } from '../../keys/keys.ts';
import { bringBack } from './bring-back.ts';
import type { FoundLine, FoundSale } from './found-sale.ts';
import { NO_REASON, ReasonFields } from './reason-fields.tsx';

interface SaleToReturnProps {
  readonly sale: FoundSale;
  readonly done: () => void;
}

/** A sale's lines, and how many of each come back. */
export const SaleToReturn = ({ sale, done }: SaleToReturnProps) => {
  const [units, setUnits] = useState<ReadonlyMap<string, number>>(new Map());
  const [why, setWhy] = useState(NO_REASON);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { lines, pages, pagesRead } = sale;
  const open = lines.filter(({ line }) => line.left > 0);
  const chosen = open.flatMap(({ line, from }) => {
    const wanted = units.get(line.itemId) ?? 0;
    return wanted > 0 ? [{ from, units: wanted }] : [];
  });
  const all = (): void => setUnits(new Map(open.map(({ line }) => [line.itemId, line.left])));
  useKeys('Receipt', [{ key: 'F8', does: 'Everything comes back', run: all, enabled: open.length > 0 }]);

  const submit = async (): Promise<void> => {
    setTried(true);
    if (isBusy || chosen.length === 0 || why.reason.trim() === '') return;
    setBusy(true);
    const isIn = await bringBack(chosen.map((line) => ({ ...line, ...why })));
    setBusy(false);
    if (isIn) done();
  };

  return (
    <form
      className="till-panel till-return"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Group justify="space-between" mb="sm">
        <Group gap="sm">
          <Title order={2} size="h3">
            {sale.receiptNumber}
          </Title>
          <Text c="dimmed">{formatDay(Date.parse(`${sale.day}T12:00`))}</Text>
          {sale.elsewhere && <Badge variant="light">Sold at another till</Badge>}
        </Group>
        {open.length > 0 && (
          <Button variant="default" aria-keyshortcuts="F8" onClick={all}>
            Everything
          </Button>
        )}
      </Group>
      {pages > pagesRead.length && (
        <Alert color="blue" mb="sm" title={`Code ${pagesRead.length} of ${pages} is read`}>
          Scan the other codes of the receipt for the rest of its lines.
        </Alert>
      )}
      <ul className="till-lines till-return-lines" aria-label="Lines of the receipt">
        {lines.map((found, at) => (
          <Line
            key={found.line.itemId}
            found={found}
            isFirst={at === lines.indexOf(open[0] as FoundLine)}
            units={units.get(found.line.itemId) ?? 0}
            setUnits={(wanted) => setUnits(new Map(units).set(found.line.itemId, wanted))}
          />
        ))}
      </ul>
      {open.length === 0 ? (
        <Alert color="orange" title="Nothing is left to return">
          All of this receipt came back before.
        </Alert>
      ) : (
        <Stack mt="md">
          <ReasonFields why={why} onChange={setWhy} isMissing={isTried && why.reason.trim() === ''} />
          {sale.payments.length > 0 && (
            <Text size="sm" c="dimmed">
              Paid by{' '}
              {sale.payments
                .map(({ method, amount, card }) => `${card || METHOD_NAMES[method]} ${formatMoney(amount)}`)
                .join(', ')}
            </Text>
          )}
          {isTried && chosen.length === 0 && (
            <Alert color="red" role="alert">
              Say how many of which line come back.
            </Alert>
          )}
          <Button type="submit" size="lg" loading={isBusy}>
            Into the basket
          </Button>
        </Stack>
      )}
    </form>
  );
};

interface LineProps {
  readonly found: FoundLine;
  readonly isFirst: boolean;
  readonly units: number;
  readonly setUnits: (units: number) => void;
}

const Line = ({ found: { line }, isFirst, units, setUnits }: LineProps) => (
  <li>
    <div>
      <Text fw={550} dir="auto">
        {line.productName}
      </Text>
      <Text size="sm" c="dimmed">
        {line.units} × {formatMoney(line.unitPrice)}
        {line.returned > 0 && `, ${line.returned} came back`}
        {line.left > 0 && `, ${formatMoney(line.worth)} for ${line.left === 1 ? 'it' : `all ${line.left}`}`}
      </Text>
    </div>
    {line.left > 0 ? (
      <NumberInput
        w={110}
        aria-label={`Units of ${line.productName} that come back`}
        data-autofocus={isFirst || undefined}
        min={0}
        max={line.left}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        value={units}
        onFocus={({ currentTarget }) => currentTarget.select()}
        onChange={(value) => setUnits(Number(value) || 0)}
        rightSection={<Text size="sm" c="dimmed">{`/ ${line.left}`}</Text>}
        rightSectionWidth={48}
        rightSectionPointerEvents="none"
      />
    ) : (
      <Text size="sm" c="dimmed">
        none left
      </Text>
    )}
  </li>
);
