/** Typing is waited out before the hub is asked. */
export const SEARCH_PAUSE_MS = 200;
