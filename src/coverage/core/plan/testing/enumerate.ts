import type { Need } from '../../need.ts';
import type { Assignment } from '../plan.ts';
import type { PlanProblem, PlanSupporter } from '../problem.ts';
import { PlainProblem } from './plain-check.ts';

/** The least cost of all plans that there are: every way to cover every need, tried. For a handful of needs only. */
export function enumerateOptimum(problem: PlanProblem): number {
  const plain = new PlainProblem(problem);
  const needs = problem.needs.toSorted((a, b) => Number(a.kind !== 'unit') - Number(b.kind !== 'unit') || a.start - b.start);
  let best = Infinity;
  const clean = (person: string, held: readonly Assignment[]): boolean => {
    const who = problem.supporters.find((s) => s.personId === person)!;
    return (
      plain.personFaults(
        who,
        held.filter((a) => a.personId === person),
      ).length === 0
    );
  };
  const search = (i: number, held: readonly Assignment[]): void => {
    if (i === needs.length) {
      if (plain.faults(held).length === 0) best = Math.min(best, plain.cost(held));
      return;
    }
    for (const next of waysToCover(plain, needs[i]!, held))
      // Growing a round's group changes its time, so only whole plans can be judged there; all else is judged at once.
      if (next.length === held.length || next.slice(held.length).every((a) => clean(a.personId, next))) search(i + 1, next);
  };
  search(0, []);
  return best;
}

function* waysToCover(plain: PlainProblem, need: Need, held: readonly Assignment[]): Generator<readonly Assignment[]> {
  yield held;
  const people = plain.problem.supporters;
  if (need.kind === 'unit') {
    yield* crews(people, need.headcount).map((crew) => [...held, ...crew.map((who) => assign(plain, who, [need], need.start))]);
    return;
  }
  for (const who of people) {
    if (!plain.knows(who, need.topic)) continue;
    const last = need.end - need.minutes * 60_000;
    for (let start = need.start; start <= last; start += 900_000) yield [...held, assign(plain, who, [need], start)];
  }
  if (need.shareMax > 1)
    for (const a of held) {
      if (a.kind === 'outreach' || a.unitId !== need.unitId) continue;
      const together = [...a.needIds.map((id) => plain.needs.get(id)!), need];
      const inside = a.start <= need.start && need.end <= a.end;
      const overlaps = need.start < a.end && a.start < need.end && together.every((other) => other.shareMax >= together.length);
      if (a.kind === 'unit' ? !inside : !overlaps) continue;
      const end = Math.max(a.end, need.end);
      yield held.map((other) => (other === a ? { ...a, end, needIds: [...a.needIds, need.id] } : other));
    }
}

/** All sets of one to `most` people. */
function crews(people: readonly PlanSupporter[], most: number): PlanSupporter[][] {
  const sets: PlanSupporter[][] = [[]];
  for (const who of people) for (const set of sets.slice()) if (set.length < most) sets.push([...set, who]);
  return sets.slice(1);
}

function assign(plain: PlainProblem, who: PlanSupporter, needs: readonly Need[], start: number): Assignment {
  const [need] = needs;
  const end = need!.kind === 'outreach' ? start + need!.minutes * 60_000 : need!.end;
  const shiftId = need!.shiftId ?? plain.dutiesOf(start, end, need!.unitId)[0]!.shiftId;
  const { kind, unitId } = need!;
  return { id: `${need!.id}-${who.personId}`, personId: who.personId, start, end, kind, unitId, shiftId, needIds: [need!.id], cost: 0 };
}
