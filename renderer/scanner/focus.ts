const TEXT_TYPES = new Set([
  'text',
  'search',
  'tel',
  'url',
  'email',
  'number',
  'password',
  'date',
  'time',
  'datetime-local',
  'month',
  'week',
]);

/** Whether typed characters go into `target`. */
export const isEditable = (target: EventTarget | null): target is HTMLElement =>
  (target instanceof HTMLInputElement && TEXT_TYPES.has(target.type) && !target.readOnly) ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLElement && target.isContentEditable);

/** Whether `target` takes a password or a PIN: nothing typed there is ever read as a scan. */
export const isSecret = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  ((target instanceof HTMLInputElement && target.type === 'password') || target.closest('[data-secret]') !== null);
