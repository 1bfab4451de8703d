import { useCallback, useRef } from 'react';

/** Begins work unless what was begun before is still under way: for keys, which come faster than a button can be drawn as busy. */
export function useOnce(): (work: () => Promise<unknown>) => void {
  const busy = useRef(false);
  return useCallback((work) => {
    if (busy.current) return;
    busy.current = true;
    const end = (): void => {
      busy.current = false;
    };
    work().then(end, end);
  }, []);
}
