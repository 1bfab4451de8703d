import type { Instant } from '#kernel/time.ts';
import { newId } from '#kernel/ids.ts';
import { publishedPlanId, type CallOut, type GapLine } from '../contract.ts';
import type { Need } from '../core/need.ts';
import type { Assignment, Uncovered } from '../core/plan/plan.ts';
import { repairPlan } from '../core/plan/repair.ts';
import { findPlan, type PlanRow } from '../store/plans.ts';
import { loadAssignments } from '../store/roster.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Reader } from '../store/tables.ts';
import { whenWords } from '../words.ts';
import { loadFrame, planOf, type Frame } from './frame.ts';
import { gapLine } from './gap-lines.ts';
import { cutAt } from './mid-shift.ts';
import { plain } from './plan-problem.ts';
import { diffRosters, placeWords, type RosterDiff } from './publish-diff.ts';

/** What accepting a repair does, as it is kept until then. `planVersion`: the plan that it was made from. */
export interface Proposal {
  readonly planVersion: number;
  readonly diff: RosterDiff;
  /** Needs divided in time, since somebody leaves in the middle of them. */
  readonly needs: readonly Need[];
  readonly uncovered: readonly Uncovered[];
}

export interface Mended {
  readonly proposal: Proposal;
  readonly shown: CallOut['repair'];
}

export interface Absence {
  readonly personId: string;
  readonly at: Instant;
  readonly until: Instant;
}

/** Mends the plan in force without somebody: the fewest others disturbed. Nothing is changed yet. */
export async function mend(reader: Reader, absence: Absence, now: Instant): Promise<Mended> {
  const began = performance.now();
  const plan = await findPlan(reader, publishedPlanId);
  const asPublished = await frameOf(reader, plan, absence);
  const { frame, needs } = withCuts(asPublished, absence);
  const { personId, at, until } = absence;
  const repair = repairPlan(withBegunFixed(frame, personId, now), planOf(frame), { outSick: personId, at, until });
  // Only assignments are compared: what had begun may be taken over too, so nothing counts as begun here.
  const all = diffRosters(asPublished.assignments, repair.plan.assignments, Number.NEGATIVE_INFINITY, () => newId('as'));
  const diff = { ...all, restated: all.restated.filter((one) => !servesTheSame(asPublished, one)) };
  const ms = Math.round((performance.now() - began) * 10) / 10;
  const touched = new Set(touchedBy({ diff, needs }));
  const uncovered = repair.plan.uncovered.filter((gap) => touched.has(gap.needId));
  return {
    proposal: { planVersion: plan.version, diff, needs, uncovered },
    shown: shownRepair(frame, absence, diff, repair.uncovered, ms),
  };
}

async function frameOf(reader: Reader, plan: PlanRow, { personId, at, until }: Absence): Promise<Frame> {
  const held = await loadAssignments(reader, plan.plan_id, { start: at, end: until }, { personIds: [personId] });
  const around = { start: Math.min(at, ...held.map((one) => one.start)), end: until };
  return loadFrame(reader, plan, { around, needIds: held.flatMap((one) => one.needIds) });
}

/** Whoever leaves in the middle of a shift has worked until then; only the rest is anybody else's. */
function withCuts(frame: Frame, { personId, at }: Absence): { frame: Frame; needs: readonly Need[] } {
  const begun = frame.assignments.filter((one) => one.personId === personId && one.start < at && at < one.end);
  if (begun.length === 0) return { frame, needs: [] };
  let needs = frame.needs;
  const changed = new Map<string, Need>();
  const pieces = begun.flatMap((one): PlacedAssignment[] => {
    const served = one.needIds.flatMap((id) => needs.get(id) ?? []);
    const cut = cutAt(plain(one), served, at, newId('as'));
    for (const need of cut.needs) changed.set(need.id, need);
    needs = new Map([...needs, ...changed]);
    return [cut.worked, ...(cut.rest ? [cut.rest] : [])].map((piece) => ({ ...one, ...piece }));
  });
  const assignments = [...frame.assignments.filter((one) => !begun.includes(one)), ...pieces].toSorted((a, b) => a.start - b.start);
  const all = [...needs.values()].toSorted((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  const cutIds = new Set(begun.map((one) => one.id));
  const fixed = frame.problem.fixed.filter((one) => !cutIds.has(one.id));
  const { from, to } = frame.problem;
  const problem = { ...frame.problem, fixed, needs: all.filter((need) => from <= need.date && need.date <= to) };
  return { frame: { ...frame, needs, assignments, problem }, needs: [...changed.values()] };
}

/** Wages may be worked out anew (a night on which the clocks change is not as long as others): that disturbs nobody. */
function servesTheSame(frame: Frame, one: Assignment): boolean {
  const was = frame.assignments.find((old) => old.id === one.id);
  return was?.needIds.toSorted().join(' ') === one.needIds.toSorted().join(' ');
}

function withBegunFixed(frame: Frame, absentId: string, now: Instant): Frame['problem'] {
  const begun = frame.assignments.filter((one) => one.start < now && one.personId !== absentId);
  const fixed = new Map([...frame.problem.fixed, ...begun].map((one) => [one.id, one]));
  return { ...frame.problem, fixed: [...fixed.values()] };
}

/** Needs whose gaps may be others now. */
export function touchedBy({ diff, needs }: Pick<Proposal, 'diff' | 'needs'>): string[] {
  const assignments = [...diff.add, ...diff.remove, ...diff.restated, ...diff.change.flatMap(({ was, becomes }) => [was, becomes])];
  return [...new Set([...assignments.flatMap((one) => one.needIds), ...needs.map((need) => need.id)])];
}

function shownRepair(frame: Frame, absence: Absence, diff: RosterDiff, uncovered: readonly Uncovered[], ms: number): CallOut['repair'] {
  const name = frame.nameOf;
  const line = (
    kind: CallOut['repair']['changes'][number]['kind'],
    one: Assignment,
    text: string,
  ): CallOut['repair']['changes'][number] => ({
    kind,
    personId: one.personId,
    personName: name(one.personId),
    start: one.start,
    end: one.end,
    unitId: one.unitId,
    text,
  });
  const words = (one: Assignment): string => placeWords(one, frame.places);
  const changes = [
    ...diff.remove.map((one) => line('removed', one, `${name(one.personId)} is no longer on ${words(one)}.`)),
    ...diff.add.map((one) => line('added', one, `${name(one.personId)} takes ${words(one)}.`)),
    ...diff.change.map(({ was, becomes }) =>
      line(
        was.unitId === becomes.unitId ? 'changed' : 'moved',
        becomes,
        becomes.personId === absence.personId
          ? `${name(becomes.personId)} has worked ${words(becomes)}; that stays.`
          : `${name(becomes.personId)} moves from ${words(was)} to ${words(becomes)}.`,
      ),
    ),
    ...diff.restated.map((one) =>
      line('changed', one, `${name(one.personId)} accompanies other rounds ${whenWords(one, frame.places.zone(one.unitId))}.`),
    ),
  ].toSorted((a, b) => a.start - b.start);
  const disturbed = new Set(changes.map((change) => change.personId).filter((personId) => personId !== absence.personId));
  const gaps = uncovered.flatMap((gap): GapLine[] => {
    const need = frame.needs.get(gap.needId);
    return need ? [gapLine(gap, need, frame.places, name)] : [];
  });
  return { disturbed: [...disturbed].map((personId) => ({ personId, name: name(personId) })), changes, uncovered: gaps, ms };
}
