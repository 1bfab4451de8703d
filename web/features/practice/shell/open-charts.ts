import { useSyncExternalStore } from 'react';

/*
 * Which charts are open in an attempt, most recent last: kept in this tab only. Two open charts are what the wrong-patient guard
 * watches for.
 */
const listeners = new Set<() => void>();
const known = new Map<string, readonly string[]>();
const nothing: readonly string[] = [];
export const chartsMax = 4;

function load(attemptId: string): readonly string[] {
  const held = known.get(attemptId);
  if (held) return held;
  let list: readonly string[] = nothing;
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(key(attemptId)) ?? '[]');
    if (Array.isArray(parsed)) list = parsed.filter((one): one is string => typeof one === 'string');
  } catch {
    // What another version kept is forgotten.
  }
  known.set(attemptId, list);
  return list;
}

const key = (attemptId: string): string => `atelbow-charts-${attemptId}`;

function save(attemptId: string, list: readonly string[]): void {
  known.set(attemptId, list);
  sessionStorage.setItem(key(attemptId), JSON.stringify(list));
  for (const listener of listeners) listener();
}

export function openChart(attemptId: string, patientId: string): void {
  const list = load(attemptId);
  if (!list.includes(patientId)) save(attemptId, [...list, patientId].slice(-chartsMax));
}
export function closeChart(attemptId: string, patientId: string): void {
  save(
    attemptId,
    load(attemptId).filter((one) => one !== patientId),
  );
}
export const closeAllCharts = (attemptId: string): void => save(attemptId, nothing);

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useOpenCharts(attemptId: string): readonly string[] {
  return useSyncExternalStore(subscribe, () => load(attemptId));
}
