import { useSyncExternalStore } from 'react';
import type { Instant } from '#kernel/time.ts';
import { useAttempt } from '../shell/attempt-space.ts';

/*
 * A downtime that a learner practises: the record can be read and not written, work goes on on paper, and afterwards it is entered with its
 * own times. That it lasts is this browser's; when it began and ended stands in the attempt's trail, where exercises ask for it.
 */
export interface Downtime {
  /** Hospital time. */
  readonly since: Instant;
  /** Null: it still lasts. Else paper is being entered. */
  readonly until: Instant | null;
}

const listeners = new Set<() => void>();
const known = new Map<string, Downtime | null>();
const storageKey = (attemptId: string): string => `atelbow-downtime-${attemptId}`;

function load(attemptId: string): Downtime | null {
  const held = known.get(attemptId);
  if (held !== undefined) return held;
  let found: Downtime | null = null;
  try {
    const parsed = JSON.parse(localStorage.getItem(storageKey(attemptId)) ?? 'null') as Downtime | null;
    if (typeof parsed?.since === 'number') found = { since: parsed.since, until: parsed.until ?? null };
  } catch {
    // What another version kept is forgotten.
  }
  known.set(attemptId, found);
  return found;
}

function save(attemptId: string, downtime: Downtime | null): void {
  known.set(attemptId, downtime);
  if (downtime) localStorage.setItem(storageKey(attemptId), JSON.stringify(downtime));
  else localStorage.removeItem(storageKey(attemptId));
  for (const listener of listeners) listener();
}

/** Begin, end, and the word that everything is entered: shown here, noted in the attempt's trail. */
export function useDowntimeActs(): { begin: () => void; end: () => void; finish: () => void } {
  const { attemptId, now, note } = useAttempt();
  return {
    begin: () => {
      note({ kind: 'downtime-began' });
      save(attemptId, { since: now(), until: null });
    },
    end: () => {
      const present = load(attemptId);
      if (!present) return;
      note({ kind: 'downtime-ended' });
      save(attemptId, { ...present, until: now() });
    },
    finish: () => {
      note({ kind: 'downtime-entered' });
      save(attemptId, null);
    },
  };
}

/** The attempt begins anew. */
export const forgetDowntime = (attemptId: string): void => save(attemptId, null);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useDowntime = (attemptId: string): Downtime | null => useSyncExternalStore(subscribe, () => load(attemptId));

/** After a downtime the switches for back-entry are on to begin with. */
export const useIsCatchingUp = (attemptId: string): boolean => (useDowntime(attemptId)?.until ?? null) !== null;
