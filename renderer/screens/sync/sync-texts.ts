import type { SyncState, SyncTrouble } from '../../../domain/contract/sync.ts';
import { formatDateTime, formatTime } from '../../components/format-time.ts';
import type { Tone } from '../../components/tone-badge.tsx';

/** A moment, with its day where that is another one. */
export const formatSince = (at: number, now: number = Date.now()): string =>
  new Date(at).toDateString() === new Date(now).toDateString() ? formatTime(at) : formatDateTime(at);

export const many = (count: number, one: string, more: string): string => (count === 1 ? `1 ${one}` : `${count} ${more}`);

/** The store is being taken over for the first time: nothing was ever fetched to its end. */
export const isFirstPull = ({ remote, pulling, lastPulledAt }: SyncState): boolean =>
  remote?.kind === 'hub' && pulling && lastPulledAt === null;

/** What the state is in a few words, for the chip. */
export const chipText = (state: SyncState, now?: number): string => {
  const { status, waiting, oldestWaitingAt } = state;
  if (status !== 'attention' && isFirstPull(state)) return 'Fetching the store';
  switch (status) {
    case 'unpaired':
      return 'Not connected';
    case 'sent':
      return 'All sent';
    case 'waiting':
      return oldestWaitingAt === null ? `${waiting} waiting` : `${waiting} waiting since ${formatSince(oldestWaitingAt, now)}`;
    case 'offline':
      return waiting === 0 ? 'Offline' : `Offline, ${waiting} waiting`;
    case 'attention':
      return 'Needs attention';
  }
};

export const STATUS_TONES: Readonly<Record<SyncState['status'], Tone>> = {
  unpaired: 'quiet',
  sent: 'good',
  waiting: 'waiting',
  offline: 'waiting',
  attention: 'bad',
};

/** What the state is, in a sentence. */
export const statusText = (state: SyncState): string => {
  const { status, waiting, parked, remote } = state;
  switch (status) {
    case 'unpaired':
      return 'This register is not connected';
    case 'sent':
      return remote?.kind === 'receiver' ? 'Everything was sent' : 'The office has everything';
    case 'waiting':
      return `${many(waiting, 'event waits', 'events wait')} to be sent`;
    case 'offline':
      return waiting === 0 ? 'No connection' : `No connection, and ${many(waiting, 'event waits', 'events wait')}`;
    case 'attention':
      return parked === 0
        ? 'The connection needs somebody to look into it'
        : `${many(parked, 'event was', 'events were')} refused`;
  }
};

/** What it means for whoever stands at the till, and what to do. */
export const statusHint = ({ status, parked, waiting }: SyncState): string => {
  switch (status) {
    case 'unpaired':
      return 'Selling goes on as ever; everything is kept on this computer alone, and waits until an owner connects it to a hub.';
    case 'sent':
      return 'Every confirmed sale has left this computer.';
    case 'waiting':
      return 'It is sent by itself. Selling goes on meanwhile.';
    case 'offline':
      return waiting === 0
        ? 'Selling goes on. What is sold meanwhile is sent as soon as the connection is back.'
        : 'Selling goes on. What waits is safe on this computer and is sent as soon as the connection is back.';
    case 'attention':
      return parked === 0
        ? 'Selling goes on, and nothing is lost; but nothing is sent until this is settled.'
        : 'A manager sends it again or gives it up. Later events about the same thing wait behind it; all others go on.';
  }
};

/** What went wrong in the last exchange, and what to do. */
export const TROUBLE_TEXTS: Readonly<Record<SyncTrouble, string>> = {
  'no-network': 'There is no way to the address. Check the cable or the wireless network of this computer.',
  timeout: 'The other end did not answer in time. It is tried again by itself.',
  'not-authorised': 'The other end does not take this register’s token any more. Disconnect, and connect it with a new code.',
  certificate:
    'The other end could not prove who it is, so nothing was sent. Check the clock of this computer; if the hub has a new certificate, disconnect, and connect with a new code.',
  redirected: 'The address answers with another one, which is never followed. It may be the sign-in page of a guest network.',
  'not-a-hub': 'Something else answers at this address. It may be the sign-in page of a guest network.',
  'reply-too-large': 'The answer was larger than any hub gives. Check the address.',
  'too-many-requests': 'The other end asks for a pause. It is tried again by itself.',
  'remote-error': 'The other end has a fault of its own. It is tried again by itself; if it lasts, tell whoever runs it.',
  'key-store': 'The key store of this computer is closed, so the token cannot be read. Sign in to the computer again.',
  'old-copy':
    'The file of this register was brought back from a copy: the hub knows sales that it lacks. It starts anew under another code, by itself.',
  refused: 'The other end refused the exchange as a whole. Tell whoever runs it.',
};
