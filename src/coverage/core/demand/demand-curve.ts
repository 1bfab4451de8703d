import { overlapMs } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { Need } from '../need.ts';

/** Heads needed on one unit in each step of time; a share of a head where a need fills only part of a step or a supporter is shared. */
export interface UnitCurve {
  readonly unitId: string;
  /** By shift, from the unit's own needs. */
  readonly unitHeads: readonly number[];
  /** One to one: untrained, first live round, lapsed. */
  readonly exclusiveHeads: readonly number[];
  /** Settling clinicians, 1 / `shareMax` each; a unit supporter on the spot may fill these. */
  readonly sharedHeads: readonly number[];
}

/**
 * Demand for display: by unit in order of id, from `start` in steps of `stepMs` up to `end`. Outreach has no hour of its own and is left out.
 * The area under the curves is the hours of the needs between `start` and `end`.
 */
export function demandCurves(needs: readonly Need[], start: Instant, end: Instant, stepMs: number): UnitCurve[] {
  const steps = Math.max(0, Math.ceil((end - start) / stepMs));
  const curves = new Map<string, { unitHeads: number[]; exclusiveHeads: number[]; sharedHeads: number[] }>();
  for (const need of needs) {
    if (need.unitId === null || need.kind === 'outreach') continue;
    const curve = curves.get(need.unitId) ?? emptyCurve(steps);
    curves.set(need.unitId, curve);
    const heads = need.kind === 'unit' ? curve.unitHeads : need.shareMax > 1 ? curve.sharedHeads : curve.exclusiveHeads;
    const first = Math.max(0, Math.floor((need.start - start) / stepMs));
    const last = Math.min(steps, Math.ceil((Math.min(need.end, end) - start) / stepMs));
    for (let i = first; i < last; i++) {
      const step = { start: start + i * stepMs, end: Math.min(end, start + (i + 1) * stepMs) };
      heads[i] = (heads[i] ?? 0) + ((overlapMs(need, step) / stepMs) * need.headcount) / need.shareMax;
    }
  }
  return [...curves].map(([unitId, curve]) => ({ unitId, ...curve })).toSorted((a, b) => (a.unitId < b.unitId ? -1 : 1));
}

const emptyCurve = (steps: number) => {
  const zeros = (): number[] => Array.from({ length: steps }, () => 0);
  return { unitHeads: zeros(), exclusiveHeads: zeros(), sharedHeads: zeros() };
};
