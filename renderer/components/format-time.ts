const dateTime = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const dayOnly = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const timeOnly = new Intl.DateTimeFormat(undefined, { timeStyle: 'short' });

/** @param at milliseconds since 1970-01-01 UTC */
export const formatDateTime = (at: number): string => dateTime.format(at);
/** @param at milliseconds since 1970-01-01 UTC */
export const formatTime = (at: number): string => timeOnly.format(at);
/** @param at milliseconds since 1970-01-01 UTC */
export const formatDay = (at: number): string => dayOnly.format(at);
