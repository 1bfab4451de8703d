import { useSyncExternalStore } from 'react';

let printing = false;
const listeners = new Set<() => void>();
const turn = (to: boolean) => (): void => {
  printing = to;
  for (const listener of listeners) listener();
};
addEventListener('beforeprint', turn(true));
addEventListener('afterprint', turn(false));

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** True while the page is being printed: what is virtual on the screen must be whole on paper. */
export const usePrinting = (): boolean => useSyncExternalStore(subscribe, () => printing);
