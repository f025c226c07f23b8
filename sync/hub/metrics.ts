import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { EventResult } from '../wire.ts';
import type { Sql } from './database.ts';

export interface HubMetrics {
  readonly contentType: string;
  /** In Prometheus' text format. Labels name kinds, never a register, a token or a person. */
  text(): Promise<string>;
  countEvents(results: readonly EventResult[]): void;
  countChanges(count: number): void;
  observeRequest(method: string, route: string, status: number, seconds: number): void;
}

export const createMetrics = (sql: Sql): HubMetrics => {
  const registry = new Registry();
  const registers = [registry];
  const events = new Counter({
    name: 'tillwright_hub_events_total',
    help: 'Events that were sent here, by what was answered.',
    labelNames: ['outcome', 'reason'],
    registers,
  });
  const changes = new Counter({ name: 'tillwright_hub_changes_total', help: 'Changes that were handed out.', registers });
  const requests = new Histogram({
    name: 'tillwright_hub_request_seconds',
    help: 'How long requests took; those for changes are held back on purpose.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  });
  new Gauge({
    name: 'tillwright_hub_registers',
    help: 'Registers that may send.',
    registers,
    async collect() {
      const [row] = await sql.query<{ count: number }>('SELECT count(*) FROM register WHERE token_hash IS NOT NULL');
      this.set(row?.count ?? 0);
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    countEvents(results) {
      for (const { outcome, reason } of results) events.inc({ outcome, reason: reason ?? '' });
    },
    countChanges: (count) => changes.inc(count),
    observeRequest: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
  };
};
