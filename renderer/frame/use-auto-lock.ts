import { useIdle } from '@mantine/hooks';
import { useEffect } from 'react';
import { call } from '../client.ts';
import { showError } from '../components/show-error.ts';

/** A register that nobody touched for so long locks itself; the basket stays. */
const IDLE_MS = 10 * 60 * 1000;

export const useAutoLock = (): void => {
  const isIdle = useIdle(IDLE_MS, { initialState: false, events: ['keydown', 'pointerdown', 'pointermove', 'wheel'] });
  useEffect(() => {
    if (isIdle) call('identity.lock', {}).catch(showError);
  }, [isIdle]);
};
