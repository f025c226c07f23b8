import { Text } from '@mantine/core';
import type { OutputOf } from '../../../domain/contract/index.ts';
import { formatMoney } from '../../components/money-text.tsx';
import { METHOD_NAMES } from '../../components/payment-methods.ts';
import { formatAge } from './ages.ts';
import { formatSince, many } from './sync-texts.ts';

type Queue = OutputOf<'sync.getQueue'>;

interface MoneyAtRiskProps {
  readonly money: Queue['money'];
  readonly oldestAt: number | null;
  /** For the age, milliseconds since 1970-01-01 UTC. */
  readonly now: number;
}

/** What would be lost with this computer, by the way it was paid. */
export const MoneyAtRisk = ({ money, oldestAt, now }: MoneyAtRiskProps) =>
  money.length === 0 ? null : (
    <section className="till-panel till-sync-money" aria-labelledby="till-money-at-risk">
      <div>
        <Text component="h2" fw={650} id="till-money-at-risk">
          Money at risk
        </Text>
        <Text size="sm" c="dimmed">
          Sales that only this computer knows of
          {oldestAt !== null && `, the oldest since ${formatSince(oldestAt, now)} (${formatAge(now - oldestAt)})`}
        </Text>
      </div>
      <ul>
        {money.map(({ method, payments, amount }) => (
          <li key={method}>
            <Text size="sm" c="dimmed">
              {METHOD_NAMES[method]}
            </Text>
            <Text fw={650} fz="lg" className="till-money">
              {formatMoney(amount)}
            </Text>
            <Text size="sm" c="dimmed">
              {many(payments, 'payment', 'payments')}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
