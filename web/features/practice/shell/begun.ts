import { useCallback, useSyncExternalStore } from 'react';
import { useAttempt } from './attempt-space.ts';

/**
 * What was begun for a patient and not signed: it outlives a change of screen, not of the tab, and never moves to another patient. `name` is of one
 * kind of it; `blank` is what there is before anything was begun.
 */
export function keepBegun<Kept>(name: string, blank: Kept) {
  const listeners = new Set<() => void>();
  const held = new Map<string, Kept>();
  const ofAttempt = (attemptId: string): string => `atelbow-${name}-${attemptId}-`;
  const load = (key: string): Kept => {
    const known = held.get(key);
    if (known !== undefined) return known;
    let found = blank;
    try {
      found = (JSON.parse(sessionStorage.getItem(key) ?? 'null') as Kept | null) ?? blank;
    } catch {
      // What another version kept is forgotten.
    }
    held.set(key, found);
    return found;
  };
  const save = (key: string, kept: Kept | null): void => {
    held.set(key, kept ?? blank);
    if (kept === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(kept));
    for (const listener of listeners) listener();
  };
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  /** What is kept for a patient of the attempt, and how it becomes another; null: nothing is left of it. */
  const useBegun = (patientId: string): readonly [Kept, (change: (before: Kept) => Kept | null) => void] => {
    const { attemptId } = useAttempt();
    const key = `${ofAttempt(attemptId)}${patientId}`;
    const kept = useSyncExternalStore(subscribe, () => load(key));
    const change = useCallback((next: (before: Kept) => Kept | null) => save(key, next(load(key))), [key]);
    return [kept, change];
  };
  /** The attempt begins anew. */
  const forget = (attemptId: string): void => {
    const keys = new Set([...Object.keys(sessionStorage), ...held.keys()]);
    for (const key of keys) if (key.startsWith(ofAttempt(attemptId))) save(key, null);
  };
  return { useBegun, forget };
}
