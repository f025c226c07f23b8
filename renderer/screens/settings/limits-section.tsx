import { Alert, Button, Group, SegmentedControl, Stack, Table, Text, Title } from '@mantine/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LimitRules } from '../../../domain/contract/approvals.ts';
import { money } from '../../../domain/shared/money.ts';
import { ACTION_NAMES, type LimitedAction } from '../../components/action-names.ts';
import { MoneyInput } from '../../components/money-input.tsx';
import { formatMoney } from '../../components/money-text.tsx';
import { formatPercent } from '../../components/percent.ts';
import { PercentInput } from '../../components/percent-input.tsx';
import { showDone, showError } from '../../components/show-error.ts';
import { ErrorState, LoadingState } from '../../components/states.tsx';
import { useLeaveGuard } from '../../components/use-leave-guard.tsx';
import { useCommand, useOperation } from '../../queries/operations.ts';
import { useMay, useShop } from '../../queries/session.ts';

type Role = keyof LimitRules;
type Bound = number | null;

const ACTIONS = Object.keys(ACTION_NAMES) as LimitedAction[];
const ROLES = ['clerk', 'manager'] as const;
const ROLE_NAMES = { clerk: 'Clerks', manager: 'Managers' } as const;

/** How far an action goes is measured in this; `whether`: it is allowed or not. */
const MEASURES: Readonly<Record<LimitedAction, 'percent' | 'amount' | 'whether'>> = {
  'price-change': 'percent',
  discount: 'percent',
  'return-without-receipt': 'amount',
  'refund-to-other-tender': 'amount',
  void: 'amount',
  'drawer-opening': 'whether',
  'paid-out': 'amount',
  'negative-stock': 'whether',
  'tax-exemption': 'whether',
  reprint: 'whether',
};
/** Where a bound begins when somebody chooses to set one: 10 %, or 20.00. */
const FIRST_BOUND = { percent: 100_000, amount: 2000 } as const;

/** How far each role goes before a manager enters a PIN. */
export const LimitsSection = () => {
  const limits = useOperation('approvals.getLimits', {});
  if (limits.error) return <ErrorState error={limits.error} retry={() => void limits.refetch()} />;
  if (!limits.data) return <LoadingState />;
  return <Limits key={JSON.stringify(limits.data)} saved={limits.data} />;
};

const Limits = ({ saved }: { readonly saved: LimitRules }) => {
  const isOwner = useMay('owner');
  const save = useCommand('approvals.setLimits');
  const [rules, setRules] = useState(saved);
  const isChanged = JSON.stringify(rules) !== JSON.stringify(saved);
  const state = useRef(isChanged);
  useEffect(() => {
    state.current = isChanged;
  });
  useLeaveGuard(
    useCallback(() => state.current, []),
    'table',
  );
  const set = (role: Role, action: LimitedAction, bound: Bound): void =>
    setRules({ ...rules, [role]: { ...rules[role], [action]: bound } });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(rules, { onSuccess: () => showDone('The limits were saved'), onError: showError });
      }}
    >
      <Stack>
        <div>
          <Title order={2} size="h3">
            Roles and limits
          </Title>
          <Text c="dimmed">Above a limit, a manager approves with their PIN at the till. Owners have no limits.</Text>
        </div>
        {!isOwner && <Alert color="blue">Only an owner changes the limits.</Alert>}
        <Table className="till-limits" verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">What</Table.Th>
              {ROLES.map((role) => (
                <Table.Th key={role} scope="col">
                  {ROLE_NAMES[role]}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ACTIONS.map((action) => (
              <Table.Tr key={action}>
                <Table.Th scope="row">{ACTION_NAMES[action]}</Table.Th>
                {ROLES.map((role) => (
                  <Table.Td key={role}>
                    {isOwner ? (
                      <BoundField
                        label={`${ACTION_NAMES[action]}, ${ROLE_NAMES[role]}`}
                        measure={MEASURES[action]}
                        bound={rules[role][action]}
                        onChange={(bound) => set(role, action, bound)}
                      />
                    ) : (
                      <BoundText measure={MEASURES[action]} bound={rules[role][action]} />
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {isOwner && (
          <Group>
            <Button type="submit" disabled={!isChanged} loading={save.isPending}>
              Save
            </Button>
            <Button variant="default" disabled={!isChanged} onClick={() => setRules(saved)}>
              Undo the changes
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
};

interface BoundProps {
  readonly measure: 'percent' | 'amount' | 'whether';
  readonly bound: Bound;
}

const BoundText = ({ measure, bound }: BoundProps) => {
  const { currency } = useShop();
  if (bound === null) return 'Alone';
  if (bound === 0) return 'With a manager';
  return `Up to ${measure === 'percent' ? formatPercent(bound) : formatMoney(money(bound, currency))}`;
};

const BoundField = ({
  label,
  measure,
  bound,
  onChange,
}: BoundProps & { readonly label: string; readonly onChange: (bound: Bound) => void }) => {
  const { currency } = useShop();
  // Apart from the bound: a 0 that is being typed is still an amount.
  const [choice, setChoice] = useState(bound === null ? 'alone' : bound === 0 ? 'never' : 'upTo');
  const choose = (value: string): void => {
    setChoice(value);
    if (value === 'upTo') onChange(measure === 'whether' ? null : FIRST_BOUND[measure]);
    else onChange(value === 'alone' ? null : 0);
  };
  return (
    <Group gap="xs" wrap="nowrap">
      <SegmentedControl
        aria-label={label}
        size="xs"
        value={choice}
        onChange={choose}
        data={[
          { value: 'never', label: 'With a manager' },
          ...(measure === 'whether' ? [] : [{ value: 'upTo', label: 'Up to' }]),
          { value: 'alone', label: 'Alone' },
        ]}
      />
      {choice === 'upTo' &&
        (measure === 'percent' ? (
          <PercentInput w={110} aria-label={`${label}, up to`} value={bound} onChange={(ppm) => ppm !== null && onChange(ppm)} />
        ) : (
          <MoneyInput
            w={130}
            aria-label={`${label}, up to`}
            currency={currency}
            value={money(bound ?? 0, currency)}
            onChange={(value) => value && value.amount >= 0 && onChange(value.amount)}
          />
        ))}
    </Group>
  );
};
