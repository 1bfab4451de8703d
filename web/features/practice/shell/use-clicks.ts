import { useEffect, useRef } from 'react';
import { useAttempt } from './attempt-space.ts';

const everyMs = 20_000;

/** Counts clicks and presses of Enter on controls, and tells the trail their number now and then: what an exercise calls effort. */
export function useClicks(): () => void {
  const { note, closed } = useAttempt();
  const count = useRef(0);
  const flush = useRef(() => {});
  useEffect(() => {
    if (closed) return;
    const add = (event: Event): void => {
      if (event.isTrusted) count.current += 1;
    };
    const tell = (): void => {
      if (count.current === 0) return;
      note({ kind: 'clicked', count: count.current });
      count.current = 0;
    };
    flush.current = tell;
    document.addEventListener('click', add, true);
    const timer = setInterval(tell, everyMs);
    return () => {
      document.removeEventListener('click', add, true);
      clearInterval(timer);
      tell();
    };
  }, [note, closed]);
  return () => flush.current();
}
