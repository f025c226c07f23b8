/** The most events of one request. */
export const MAX_BATCH_EVENTS = 500;
/** The most bytes of one batch, unpacked. */
export const MAX_BATCH_BYTES = 2 * 1024 * 1024;
/** A carried part is a batch as a JSON string, whose every quote takes two bytes. */
export const MAX_CARRIED_BYTES = 5 * 1024 * 1024;
export const MAX_CHANGES = 2000;
/** How long an answer to `/changes` may be held back, in seconds. */
export const MAX_WAIT_SECONDS = 25;
export const HUB_VERSION = '0.1.0';
