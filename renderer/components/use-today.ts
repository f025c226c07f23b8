import { useEffect, useState } from 'react';
import { dayOf } from '../../domain/shared/clock.ts';

const LOOK_MS = 30_000;

/** The shop's calendar day, `YYYY-MM-DD`: a till stays on over midnight. */
export const useToday = (): string => {
  const [today, setToday] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => setToday(dayOf(Date.now())), LOOK_MS);
    return () => clearInterval(timer);
  }, []);
  return today;
};
