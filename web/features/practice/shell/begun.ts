import { useCallback, useSyncExternalStore } from 'react';
import { useAttempt } from './attempt-space.ts';

const listeners = new Set<() => void>();
const held = new Map<string, unknown>();
const ofAttempt = (attemptId: string): string => `atelbow-begun-${attemptId}-`;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

function load<Kept>(key: string, blank: Kept): Kept {
  if (held.has(key)) return held.get(key) as Kept;
  let found = blank;
  try {
    found = (JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null) ?? blank;
  } catch {
    // What another version kept is forgotten.
  }
  held.set(key, found);
  return found;
}

function save(key: string, kept: unknown): void {
  if (kept === null) {
    held.delete(key);
    sessionStorage.removeItem(key);
  } else {
    held.set(key, kept);
    sessionStorage.setItem(key, JSON.stringify(kept));
  }
  for (const listener of listeners) listener();
}

/**
 * What was begun for a patient and not signed: it outlives a change of screen, not of the tab, and never moves to another patient. `name` is of one
 * kind of it; `blank` is what there is before anything was begun. The hook answers what is kept, and how it becomes another; null: nothing is left.
 */
export function keepBegun<Kept>(name: string, blank: Kept) {
  return function useBegun(patientId: string): readonly [Kept, (change: (before: Kept) => Kept | null) => void] {
    const { attemptId } = useAttempt();
    const key = `${ofAttempt(attemptId)}${name}-${patientId}`;
    const kept = useSyncExternalStore(subscribe, () => load(key, blank));
    const change = useCallback((next: (before: Kept) => Kept | null) => save(key, next(load(key, blank))), [key]);
    return [kept, change];
  };
}

/** The attempt begins anew: nothing of any kind is left. */
export function forgetBegun(attemptId: string): void {
  const keys = new Set([...Object.keys(sessionStorage), ...held.keys()]);
  for (const key of keys) if (key.startsWith(ofAttempt(attemptId))) save(key, null);
}
