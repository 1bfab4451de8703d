import type { BoardNeed, BoardRequest, BoardSupporter } from './facts.ts';

/** Who is on a unit now, against what the plan says it needs now. */
export interface UnitCover {
  readonly unitId: string;
  readonly need: number;
  readonly onDuty: number;
  readonly free: number;
  /** On duty by the plan, but their phone is silent: they are not called. */
  readonly silent: number;
  readonly waiting: number;
}

/** Units with a need, somebody on duty, or somebody who waits; the shortest-handed first. */
export function unitCover(
  supporters: readonly BoardSupporter[],
  needs: readonly BoardNeed[],
  requests: readonly BoardRequest[],
): UnitCover[] {
  const units = new Map<string, { need: number; onDuty: number; free: number; silent: number; waiting: number }>();
  const at = (unitId: string) => {
    const found = units.get(unitId) ?? { need: 0, onDuty: 0, free: 0, silent: 0, waiting: 0 };
    units.set(unitId, found);
    return found;
  };
  for (const { unitId, headcount } of needs) at(unitId).need += headcount;
  for (const { unitId, state, reachable } of supporters) {
    if (unitId === null) continue;
    const unit = at(unitId);
    unit.onDuty++;
    if (!reachable) unit.silent++;
    else if (state === 'free') unit.free++;
  }
  for (const { unitId, state } of requests) if (state === 'waiting') at(unitId).waiting++;
  const short = ({ need, onDuty, silent }: UnitCover): number => Math.max(0, need - (onDuty - silent));
  return [...units]
    .map(([unitId, unit]) => ({ unitId, ...unit }))
    .toSorted((a, b) => short(b) - short(a) || b.waiting - a.waiting || b.need - a.need || (a.unitId < b.unitId ? -1 : 1));
}
