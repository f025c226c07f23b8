import { useLayoutEffect, useRef } from 'react';
import { create } from 'zustand';
import { isEditable } from '../scanner/focus.ts';

export interface KeyBinding {
  /** As `KeyboardEvent.key` names it, with `Mod+` before it for Ctrl or ⌘: `F2`, `Mod+K`, `Delete`, `?`; `Alt+` with digits alone. */
  readonly key: string;
  /** What it does, for the list that `?` shows: an imperative. */
  readonly does: string;
  readonly run: () => void;
  readonly enabled?: boolean;
}

interface KeyGroup {
  readonly name: string;
  readonly inDialog: boolean;
  readonly bindings: () => readonly KeyBinding[];
}

interface KeyGroups {
  readonly groups: readonly KeyGroup[];
}

/** The groups whose screens and dialogs are open, oldest first. */
export const useKeyGroups = create<KeyGroups>(() => ({ groups: [] }));

/**
 * Binds keys while the component is shown. While a dialog is open only the keys of dialogs work; the group that came last wins. A key
 * that prints a character is left to a field that has the focus, and waits until it is sure that no scanner sent it.
 */
export const useKeys = (name: string, bindings: readonly KeyBinding[], { dialog = false }: { dialog?: boolean } = {}): void => {
  const current = useRef(bindings);
  // Before the paint: a key that is pressed on sight of the screen is not lost.
  useLayoutEffect(() => {
    current.current = bindings;
  });
  useLayoutEffect(() => {
    const group: KeyGroup = { name, inDialog: dialog, bindings: () => current.current };
    useKeyGroups.setState(({ groups }) => ({ groups: [...groups, group] }));
    return () => useKeyGroups.setState(({ groups }) => ({ groups: groups.filter((other) => other !== group) }));
  }, [name, dialog]);
};

/** What a field does by itself with these is its own. */
const EDITING_KEYS = new Set(['Delete', 'Backspace', 'Enter', 'Home', 'End', 'ArrowUp', 'ArrowDown']);

/** The key as a binding writes it. */
const chordOf = (event: KeyboardEvent): string => {
  // Alt makes another character of a digit on some keyboards; the key stays the same.
  if (event.altKey) return `Alt+${event.code.replace(/^(Digit|Numpad)/, '')}`;
  const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return event.ctrlKey || event.metaKey ? `Mod+${key}` : key;
};

const isPrintable = (event: KeyboardEvent): boolean =>
  event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

const dialogIsOpen = (): boolean => document.querySelector('[role="dialog"][aria-modal="true"]') !== null;

const bindingOf = (chord: string, inDialog: boolean): KeyBinding | undefined => {
  for (const group of useKeyGroups.getState().groups.toReversed()) {
    if (inDialog && !group.inDialog) continue;
    const found = group.bindings().find(({ key, enabled }) => key === chord && enabled !== false);
    if (found) return found;
  }
  return undefined;
};

/**
 * Listens for the bound keys of the whole window.
 * @param afterPause calls back once a printed character turns out to come from a hand and not from a scanner
 */
export const listenForKeys = (afterPause: (run: () => void) => void): (() => void) => {
  // Asked before anyone acts on the key: the Escape that closes a dialog does not also leave the page behind it.
  let inDialog = false;
  const onKeyDownFirst = (): void => {
    inDialog = dialogIsOpen();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const printable = isPrintable(event);
    const editing = isEditable(event.target);
    const submits = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (editing && !submits && (printable || EDITING_KEYS.has(event.key))) return;
    if (event.key === 'Enter' && event.target instanceof HTMLElement && event.target.closest('button, a, [role="row"][tabindex]'))
      return;
    const binding = bindingOf(chordOf(event), inDialog);
    if (!binding) return;
    if (printable) {
      afterPause(binding.run);
      return;
    }
    event.preventDefault();
    if (!event.repeat || event.key.startsWith('Arrow')) binding.run();
  };
  window.addEventListener('keydown', onKeyDownFirst, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    window.removeEventListener('keydown', onKeyDownFirst, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
};
