import { useCallback, useSyncExternalStore } from 'react';
import { useAttempt } from '../shell/attempt-space.ts';
import type { DischargeAnswer } from './discharge-lines.ts';

/** A discharge that is being prepared: who looks up a result meanwhile finds it again. Of this tab, never of another patient. */
export interface DischargeDraft {
  /** By the line's key. */
  readonly answers: Readonly<Record<string, DischargeAnswer>>;
  /** Code of the disposition. */
  readonly where: string;
  readonly instructions: string;
  readonly followUp: string;
  /** A date, or ''. */
  readonly followDate: string;
  /** Who looks at results that are still to come: `Practitioner/…`, or ''. */
  readonly follower: string;
}

const blank: DischargeDraft = { answers: {}, where: 'home', instructions: '', followUp: '', followDate: '', follower: '' };
const listeners = new Set<() => void>();
const drafts = new Map<string, DischargeDraft>();

function load(key: string): DischargeDraft {
  const held = drafts.get(key);
  if (held) return held;
  let found = blank;
  try {
    found = { ...blank, ...(JSON.parse(sessionStorage.getItem(key) ?? '{}') as Partial<DischargeDraft>) };
  } catch {
    // What another version kept is forgotten.
  }
  drafts.set(key, found);
  return found;
}

function save(key: string, draft: DischargeDraft | null): void {
  drafts.set(key, draft ?? blank);
  if (draft) sessionStorage.setItem(key, JSON.stringify(draft));
  else sessionStorage.removeItem(key);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useDischargeDraft(patientId: string) {
  const { attemptId } = useAttempt();
  const key = `atelbow-discharge-${attemptId}-${patientId}`;
  const draft = useSyncExternalStore(subscribe, () => load(key));
  const change = useCallback((part: Partial<DischargeDraft>) => save(key, { ...load(key), ...part }), [key]);
  const answer = useCallback(
    (line: string, given: DischargeAnswer | null) => {
      const { [line]: _before, ...others } = load(key).answers;
      save(key, { ...load(key), answers: given ? { ...others, [line]: given } : others });
    },
    [key],
  );
  const forget = useCallback(() => save(key, null), [key]);
  return { draft, change, answer, forget };
}

/** The attempt begins anew. */
export function forgetDischarges(attemptId: string): void {
  const begin = `atelbow-discharge-${attemptId}-`;
  for (const key of [...Object.keys(sessionStorage), ...drafts.keys()].filter((one) => one.startsWith(begin))) save(key, null);
}
