import { useEffect, useRef } from 'react';
import { createDetector, MAX_GAP_MS } from './detector.ts';
import { isEditable, isSecret } from './focus.ts';

/** false declines the code. */
type Take = (code: string) => false | undefined;

const targets: Take[] = [];

/**
 * Takes scans while the component is shown; the one that came last is asked first, and may decline. What nobody takes goes to the
 * basket.
 */
export const useScanTarget = (take: Take, enabled = true): void => {
  const current = useRef(take);
  useEffect(() => {
    current.current = take;
  });
  useEffect(() => {
    if (!enabled) return;
    const target: Take = (code) => current.current(code);
    targets.push(target);
    return () => void targets.splice(targets.indexOf(target), 1);
  }, [enabled]);
};

type Field = HTMLInputElement | HTMLTextAreaElement;

const isField = (target: EventTarget | null): target is Field =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** Puts back what stood in a field before the scanner typed into it, so that React sees the change too. */
const putBack = (field: Field, value: string): void => {
  const prototype = field instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new Event('input', { bubbles: true }));
};

interface Scanner {
  stop(): void;
  /** Runs `run` unless a scanner's pace shows that no hand pressed the key. */
  afterPause(run: () => void): void;
}

/** Listens for scans in the whole window, before any field or button sees the keys. */
export const startScanner = (fallback: (code: string) => void): Scanner => {
  const detector = createDetector();
  let field: { readonly element: Field; readonly before: string } | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const onKeyDown = (event: KeyboardEvent): void => {
    if (isSecret(event.target) || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      detector.reset();
      return;
    }
    const sighting = detector.take(event.key, event.timeStamp);
    if (sighting.kind === 'other') return;
    if (sighting.kind === 'character') {
      if (sighting.place === 0) {
        field = isField(event.target) ? { element: event.target, before: event.target.value } : undefined;
      }
      if (!sighting.isFast) return;
      clearTimeout(waiting);
      // Outside a field the keys of a scan mean nothing else: no button is pressed by them.
      if (!isEditable(event.target)) event.preventDefault();
      return;
    }
    clearTimeout(waiting);
    event.preventDefault();
    event.stopImmediatePropagation();
    if (field) putBack(field.element, field.before);
    field = undefined;
    const taken = targets.toReversed().some((take) => take(sighting.code) !== false);
    if (!taken) fallback(sighting.code);
  };

  window.addEventListener('keydown', onKeyDown, { capture: true });
  return {
    stop: () => {
      clearTimeout(waiting);
      window.removeEventListener('keydown', onKeyDown, { capture: true });
    },
    afterPause: (run) => {
      clearTimeout(waiting);
      waiting = setTimeout(run, MAX_GAP_MS + 10);
    },
  };
};
