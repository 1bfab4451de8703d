import { useCallback, useRef } from 'react';

/** Work that is done one after the other, in the order in which it was asked for; what fails does not stop what comes after it. */
export function useTurns() {
  const last = useRef<Promise<unknown>>(Promise.resolve());
  /** Resolves when all that was asked for until now is done. */
  const idle = useCallback(() => last.current, []);
  /** `isLast`: nothing was asked for since. */
  const inTurn = useCallback(<T>(work: (isLast: () => boolean) => Promise<T>): Promise<T> => {
    const done: Promise<T> = last.current.then(() => work(() => last.current === settled));
    const settled = done.catch(() => undefined);
    last.current = settled;
    return done;
  }, []);
  return { idle, inTurn };
}
