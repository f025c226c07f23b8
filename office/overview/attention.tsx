import { Anchor, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ErrorState, LoadingState } from '../../renderer/components/states.tsx';
import { ToneBadge } from '../../renderer/components/tone-badge.tsx';
import { useOffice } from '../queries.ts';
import { stateOf } from '../registers/register-state.ts';

const SHOWN = 6;

/** What somebody should look at: registers that are late, goods below zero, events that were refused. */
export const Attention = () => (
  <aside className="office-attention" aria-label="To look at">
    <Registers />
    <BelowZero />
    <Refused />
  </aside>
);

interface PanelProps {
  readonly title: string;
  readonly link: { readonly name: string; readonly path: string };
  readonly children: ReactNode;
}

const Panel = ({ title, link, children }: PanelProps) => (
  <section className="till-panel office-panel" aria-label={title}>
    <Group justify="space-between" wrap="nowrap">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Anchor component={Link} href={link.path} size="sm">
        {link.name}
      </Anchor>
    </Group>
    {children}
  </section>
);

const More = ({ count }: { readonly count: number }) =>
  count > 0 && (
    <Text size="sm" c="dimmed" mt="xs">
      and {count} more
    </Text>
  );

const Registers = () => {
  const registers = useOffice('getRegisters', {});
  const known = registers.data ?? [];
  const late = known.filter((register) => stateOf(register).isLate);
  const active = known.filter(({ revokedAt }) => revokedAt === null);
  return (
    <Panel title="Registers" link={{ name: 'All registers', path: '/registers' }}>
      {!registers.data && (registers.error ? <ErrorState error={registers.error} /> : <LoadingState rows={2} />)}
      {registers.data && active.length === 0 && <Text c="dimmed">No register is connected.</Text>}
      {active.length > 0 && late.length === 0 && (
        <Text>
          <ToneBadge tone="good">up to date</ToneBadge>{' '}
          {active.length === 1 ? 'The one register is.' : `All ${active.length} registers are.`}
        </Text>
      )}
      <ul className="till-lines">
        {late.slice(0, SHOWN).map((register) => {
          const { word, tone } = stateOf(register);
          return (
            <li key={register.registerId} className="till-pair">
              <Anchor component={Link} href={`/registers/${register.registerId}`}>
                {register.code}, {register.storeName}
              </Anchor>
              <ToneBadge tone={tone}>{word}</ToneBadge>
            </li>
          );
        })}
      </ul>
      <More count={late.length - SHOWN} />
    </Panel>
  );
};

const BelowZero = () => {
  const oversold = useOffice('getOversold', { pageSize: SHOWN });
  return (
    <Panel title="Below zero" link={{ name: 'Stock', path: '/stock/below-zero' }}>
      {!oversold.data && (oversold.error ? <ErrorState error={oversold.error} /> : <LoadingState rows={2} />)}
      {oversold.data?.items.length === 0 && <Text c="dimmed">No item is below zero.</Text>}
      <ul className="till-lines">
        {oversold.data?.items.map(({ itemId, storeId, name, storeName, level }) => (
          <li key={`${itemId} ${storeId}`} className="till-pair">
            <span>
              <span dir="auto">{name}</span>
              <Text span c="dimmed" size="sm">
                {' '}
                {storeName}
              </Text>
            </span>
            <ToneBadge tone="bad">{level.toLocaleString()}</ToneBadge>
          </li>
        ))}
      </ul>
      {oversold.data?.nextCursor != null && (
        <Text size="sm" c="dimmed" mt="xs">
          and more
        </Text>
      )}
    </Panel>
  );
};

const Refused = () => {
  const rejected = useOffice('getRejected', { pageSize: 1 });
  const [last] = rejected.data?.items ?? [];
  return (
    <Panel title="Refused events" link={{ name: 'All refused', path: '/refused' }}>
      {!rejected.data && (rejected.error ? <ErrorState error={rejected.error} /> : <LoadingState rows={1} />)}
      {rejected.data && !last && <Text c="dimmed">Every event was taken.</Text>}
      {last && (
        <Text>
          The last came from {last.registerCode}, {last.storeName}.
        </Text>
      )}
    </Panel>
  );
};
