import { useEffect, useState } from 'react';
import { CallError } from '../call-error.ts';
import { errorText } from '../error-texts.ts';
import { signal } from '../signal.ts';

interface Refusal {
  /** What to tell; null when nothing was refused. */
  readonly text: string | null;
  /** Whether it takes no attempts for now. */
  readonly isWaiting: boolean;
  readonly refuse: (error: unknown) => void;
  readonly clear: () => void;
}

/** What came of the last attempt, with the seconds counted down while no other is taken. */
export const useRefusal = (): Refusal => {
  const [text, setText] = useState<string | null>(null);
  const [until, setUntil] = useState(0);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (until === 0) return;
    const count = (): void => {
      const left = Math.ceil((until - performance.now()) / 1000);
      setSeconds(Math.max(0, left));
      if (left > 0) return;
      setUntil(0);
      setText(null);
    };
    count();
    const timer = setInterval(count, 250);
    return () => clearInterval(timer);
  }, [until]);
  return {
    text: until > 0 ? `${text ?? ''} Wait ${seconds} s.` : text,
    isWaiting: until > 0,
    refuse: (error) => {
      signal('error');
      setText(errorText(error));
      const wait = error instanceof CallError ? Number(error.details['retryAfterMs'] ?? 0) : 0;
      if (wait > 0) {
        setSeconds(Math.ceil(wait / 1000));
        setUntil(performance.now() + wait);
      }
    },
    clear: () => {
      if (until === 0) setText(null);
    },
  };
};
