import type { Answer } from '../../domain/contract/answer.ts';
import { AREAS, type Area } from '../../domain/contract/operation.ts';
import type { Transport } from './transport.ts';

const TOKEN_KEY = 'tillwright.token';
const RECONNECT_MS = 1000;
/** The name of the tab: there is one, however often it is asked for. */
const DISPLAY_TAB = 'tillwright-display';

/** The host's token comes in the address' fragment (`#token=…`, and `&at=` for a screen), which is never sent anywhere, and is taken off at once. */
const takeToken = (): string => {
  const fragment = new URLSearchParams(location.hash.slice(1));
  const given = fragment.get('token');
  if (given) {
    sessionStorage.setItem(TOKEN_KEY, given);
    history.replaceState(null, '', `${location.pathname}#${fragment.get('at') ?? '/'}`);
  }
  return sessionStorage.getItem(TOKEN_KEY) ?? '';
};

const unreachable = (): Answer => ({
  ok: false,
  error: { code: 'shared/internal', message: 'the till’s service does not answer', details: { unreachable: true } },
});

export const httpTransport = (): Transport => {
  const headers = { Authorization: `Bearer ${takeToken()}`, 'Content-Type': 'application/json' };
  const listeners = new Set<(areas: readonly Area[]) => void>();
  const tell = (areas: readonly Area[]): void => {
    for (const listener of listeners) listener(areas);
  };

  const listen = async (): Promise<void> => {
    for (;;) {
      try {
        const response = await fetch('/changes', { headers });
        if (response.status === 401) return;
        // What changed before the line was there, or while it was down, nobody told.
        if (response.ok) tell(AREAS);
        const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
        let rest = '';
        for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
          rest += part.value;
          const lines = rest.split('\n');
          rest = lines.pop() ?? '';
          for (const line of lines) if (line) tell((JSON.parse(line) as { changed: Area[] }).changed);
        }
      } catch {
        // The service is away or restarting: the calls themselves tell the clerk; here it is only asked again.
      }
      await new Promise((resolve) => setTimeout(resolve, RECONNECT_MS));
    }
  };

  return {
    async call(operation, input, approvalId) {
      try {
        const response = await fetch(`/rpc/${operation}`, {
          method: 'POST',
          headers: approvalId === undefined ? headers : { ...headers, 'X-Approval': approvalId },
          body: JSON.stringify(input),
        });
        return (await response.json()) as Answer;
      } catch {
        return unreachable();
      }
    },
    async openDisplay() {
      // Before anything is waited for: a browser opens a tab on a click alone.
      const tab = globalThis.open('', DISPLAY_TAB);
      if (!tab) throw new Error('the browser did not open the tab');
      if (tab.location.href === 'about:blank') {
        const { token } = (await (await fetch('/display', { headers })).json()) as { token: string };
        tab.opener = null;
        tab.location.replace(`/#token=${token}&at=/display`);
      }
      tab.focus();
    },
    onChanged(listener) {
      if (listeners.size === 0) void listen();
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};
