import type { z } from 'zod';
import { approvals } from './approvals.ts';
import { basket } from './basket.ts';
import { buyers } from './buyers.ts';
import { catalog } from './catalog.ts';
import { identity } from './identity.ts';
import { imports } from './imports.ts';
import { journal } from './journal.ts';
import type { Operation } from './operation.ts';
import { ordering } from './ordering.ts';
import { payment } from './payment.ts';
import { pricing } from './pricing.ts';
import { printing } from './printing.ts';
import { returns } from './returns.ts';
import { shifts } from './shifts.ts';
import { sync } from './sync.ts';
import { till } from './till.ts';

/** Everything the app can do. Hosts, dispatcher and screens know no other list. */
export const contract = {
  identity,
  catalog,
  imports,
  basket,
  ordering,
  payment,
  pricing,
  buyers,
  returns,
  approvals,
  journal,
  printing,
  shifts,
  till,
  sync,
};

type Contract = typeof contract;

/** `module.operation` */
export type OperationName = { [M in keyof Contract & string]: `${M}.${keyof Contract[M] & string}` }[keyof Contract & string];

type OperationOf<N extends OperationName> = N extends `${infer M extends keyof Contract & string}.${infer O}`
  ? O extends keyof Contract[M]
    ? Contract[M][O]
    : never
  : never;

/** What a caller may leave out has a default in {@link InputOf}. */
export type RequestOf<N extends OperationName> = OperationOf<N> extends Operation<infer I, z.ZodType> ? z.input<I> : never;
export type InputOf<N extends OperationName> = OperationOf<N> extends Operation<infer I, z.ZodType> ? z.output<I> : never;
export type OutputOf<N extends OperationName> = OperationOf<N> extends Operation<z.ZodType, infer O> ? z.output<O> : never;

/** All operations by name; no prototype, so that no inherited name is one. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries(contract).flatMap(([module, members]) =>
    Object.entries(members).map(([operation, description]) => [`${module}.${operation}`, description as Operation] as const),
  ),
);
