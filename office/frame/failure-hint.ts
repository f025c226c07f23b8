/** What became of the work when a screen broke. */
export const FAILURE_HINT = 'That is our fault. What was saved is in the hub; what was being typed is lost.';
