import type { RejectedEvent } from '../../sync/hub/office-api.ts';

/** Why the hub does not take an event, and what to do. A new reason without words does not compile. */
export const REASON_TEXTS: Readonly<Record<RejectedEvent['reason'], string>> = {
  invalid: 'It is not as it should be. Update the till, then send it again.',
  'unknown-type': 'This hub does not know such an event. Update the hub.',
  'too-large': 'It is larger than the hub takes.',
  'id-reused': 'Another event of the same id is here already: the till’s file was copied or restored.',
  'sequence-reused': 'Another event has its number already: the till’s file was copied or restored.',
  'foreign-source': 'It comes from another register than the one that sent it.',
  'foreign-store': 'It belongs to another store.',
};

/** `app.tillwright.ordering.order-paid.v1` as `Order paid`. */
export const typeText = (type: string): string => {
  const name = /\.([a-z-]+)\.v\d+$/.exec(type)?.[1]?.replaceAll('-', ' ');
  return name === undefined ? type : name.charAt(0).toUpperCase() + name.slice(1);
};
