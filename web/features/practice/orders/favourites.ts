import type { Orderable } from './catalogue.ts';

/* What this person orders most, in this browser: offered before anything is typed. */
const key = 'atelbow-favourite-orders';
const keptMax = 40;

function counts(): Record<string, number> {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '{}') as Record<string, number>;
  } catch {
    return {};
  }
}

export function noteOrdered(orderableKey: string): void {
  const all = counts();
  all[orderableKey] = (all[orderableKey] ?? 0) + 1;
  const kept = Object.entries(all).toSorted(([, a], [, b]) => b - a);
  localStorage.setItem(key, JSON.stringify(Object.fromEntries(kept.slice(0, keptMax))));
}

export function favouritesOf(orderables: readonly Orderable[], most = 8): Orderable[] {
  const all = counts();
  return orderables
    .filter((one) => all[one.key] !== undefined)
    .toSorted((a, b) => (all[b.key] ?? 0) - (all[a.key] ?? 0))
    .slice(0, most);
}
