/** The present, in whole milliseconds since 1970-01-01 UTC. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * The moment of an instant in this machine's time zone: day as `YYYY-MM-DD`, ISO 8601 weekday (1 is Monday), minutes since midnight.
 * @param at milliseconds since 1970-01-01 UTC
 */
export const momentOf = (at: number): { readonly day: string; readonly weekday: number; readonly minute: number } => {
  const date = new Date(at);
  return { day: dayOf(at), weekday: date.getDay() || 7, minute: date.getHours() * 60 + date.getMinutes() };
};

/**
 * The shop's calendar day of an instant, as `YYYY-MM-DD` in this machine's time zone.
 * @param at milliseconds since 1970-01-01 UTC
 */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};
