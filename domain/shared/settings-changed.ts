import { type IntegrationEvent, integrationEvent } from './integration-event.ts';

/**
 * A setting of the shop as it is now, for the other tills.
 * @param occurredOn milliseconds since 1970-01-01 UTC
 */
export const settingsChanged = <S extends string, V>(
  setting: S,
  value: V,
  occurredOn: number,
): IntegrationEvent<'app.tillwright.till.settings-changed.v1', { readonly setting: S; readonly value: V }> =>
  integrationEvent('app.tillwright.till.settings-changed.v1', setting, occurredOn, { setting, value });
