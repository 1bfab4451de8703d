import { useEffect, useState } from 'react';
import type { Instant } from '#kernel/time.ts';

/** The reader's clock, in steps of `stepMs`: a page that stays open over midnight follows. */
export function useNow(stepMs = 60_000): Instant {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, [stepMs]);
  return now;
}
