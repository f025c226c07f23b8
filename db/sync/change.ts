import type { z } from 'zod';
import type { IntegrationEventType, integrationEvents } from '../../domain/contract/events.ts';
import type { Area } from '../../domain/contract/operation.ts';

/** One change of the hub's log (`sync/wire.ts`). */
export interface Change {
  readonly position: number;
  readonly event: {
    readonly id: string;
    readonly source: string;
    /** Decimal digits. */
    readonly sequence: string;
    readonly type: string;
    readonly time: string;
    readonly partitionkey: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
  readonly conflicts: readonly {
    readonly field: string;
    readonly lost: unknown;
    readonly won: unknown;
    readonly lostBy: string;
    readonly wonBy: string;
  }[];
}

/** What an event tells, in its public shape. */
export type DataOf<T extends IntegrationEventType> = z.output<(typeof integrationEvents)[T]>;

/** Takes one event in, inside a transaction. @returns what the screens have to read again; nothing when it changed nothing */
export type Take<T extends IntegrationEventType> = (data: DataOf<T>, change: Change) => readonly Area[];
export type Takes = { readonly [T in IntegrationEventType]?: Take<T> };

/** The goods of a change are not here yet: it is tried again once they are. */
export class WaitsForItems extends Error {}
