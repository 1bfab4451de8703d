import { hourMs } from '#kernel/time.ts';
import { rosterCost, type RosterCost } from './cost.ts';
import { isBefore, stateWith } from './load.ts';
import { modelOf, type Member } from './model.ts';
import type { Assignment, Plan, Uncovered } from './plan.ts';
import { preferences } from './preferences.ts';
import type { PlanProblem } from './problem.ts';
import { census, standingBefore, standings, uncoveredNeed, type Standing } from './reasons.ts';
import { daysInRow, type Placed } from './roster.ts';
import { hardRules } from './rules.ts';
import { personCost } from './search.ts';
import { remove, type PlanState } from './state.ts';
import { tryTake } from './swaps.ts';
import type { HardRuleCode } from './verdict.ts';

export interface RuleMet {
  readonly code: HardRuleCode;
  readonly label: string;
  /** The fact behind it: `36 h of 40 h in that week`. */
  readonly text: string;
}

export interface StoppedGroup {
  readonly standing: Standing;
  readonly text: string;
  readonly personIds: readonly string[];
}

export interface AssignmentExplanation {
  readonly assignment: Assignment;
  readonly met: readonly RuleMet[];
  /** What this person on this post adds to the plan's cost, by preference; zeros left out. */
  readonly costs: readonly { readonly code: string; readonly label: string; readonly amount: number }[];
  /** Who could have it instead, and how much dearer the plan would be (negative: cheaper); the cheapest five. */
  readonly runnersUp: readonly { readonly personId: string; readonly extraCost: number }[];
  readonly runnersUpCount: number;
  /** Everybody else, by the first rule that stops them. */
  readonly stopped: readonly StoppedGroup[];
}

export interface NeedExplanation {
  readonly needId: string;
  readonly assignmentIds: readonly string[];
  /** Null when it is covered. */
  readonly uncovered: Uncovered | null;
  /** Those who are not on it, by where they stand. */
  readonly groups: readonly StoppedGroup[];
}

const standingWords: Record<Standing, readonly [one: string, several: string]> = {
  topic: ['does not know the topic', 'do not know the topic'],
  site: ['may not work at that site', 'may not work at that site'],
  shift: ['does not work that shift', 'do not work that shift'],
  away: ['is unavailable', 'are unavailable'],
  busy: ['is placed elsewhere at that time', 'are placed elsewhere at that time'],
  span: ['would be on duty for too long at a stretch', 'would be on duty for too long at a stretch'],
  rest: ['would not rest long enough', 'would not rest long enough'],
  hours: ['has too few hours left that week', 'have too few hours left that week'],
  days: ['has worked too many days in a row', 'have worked too many days in a row'],
  cost: ['could take it', 'could take it'],
};

/** What stands between so many people and a need, as the rest of a sentence about them. */
export const standingText = (standing: Standing, people = 1): string => standingWords[standing][people === 1 ? 0 : 1];

const loaded = (problem: PlanProblem, plan: Plan): PlanState => stateWith(modelOf(problem), plan.assignments, () => false);

/** Why this person: the rules met, what it costs, who comes next and what stops everybody else. Null: no such assignment. */
export function explainAssignment(problem: PlanProblem, plan: Plan, assignmentId: string): AssignmentExplanation | null {
  const assignment = plan.assignments.find(({ id }) => id === assignmentId);
  const model = modelOf(problem);
  const person = assignment && model.memberIndex.get(assignment.personId);
  if (!assignment || person === undefined) return null;
  const state = loaded(problem, plan);
  const member = model.members[person]!;
  const placed = state.rosters[person]!.find(({ origin }) => origin === assignment)!;
  const met = rulesMet(state, member, placed);
  const costWith = rosterCost(model, member, state.rosters[person]!);
  const totalWith = personCost(state, person) + state.missing;
  remove(state, person, placed);
  const costWithout = rosterCost(model, member, state.rosters[person]!);
  const own = totalWith - personCost(state, person) - state.missing;
  const others = model.members
    .filter((other) => other !== member)
    .map((other) => ({ other, standing: standingBefore(state, other, placed.post) }));
  const able = others
    .filter(({ standing }) => standing === 'cost')
    .map(({ other }) => ({ personId: other.supporter.personId, extraCost: tryTake(state, other.index, placed.post, true) - own }))
    .filter(({ extraCost }) => extraCost < Infinity)
    .toSorted((a, b) => a.extraCost - b.extraCost);
  return {
    assignment,
    met,
    costs: preferences
      .map(({ code, label }) => ({
        code: code as string,
        label,
        amount: costWith[code as keyof RosterCost] - costWithout[code as keyof RosterCost],
      }))
      .filter(({ amount }) => Math.abs(amount) > 1e-6),
    runnersUp: able.slice(0, 5),
    runnersUpCount: able.length,
    stopped: grouped(
      Map.groupBy(
        others.filter(({ standing }) => standing !== 'cost'),
        ({ standing }) => standing,
      ),
      ({ other }) => other,
    ),
  };
}

/** Who covers a need, and where everybody else stands before it. Null: no such need. */
export function explainNeed(problem: PlanProblem, plan: Plan, needId: string): NeedExplanation | null {
  const model = modelOf(problem);
  const need = model.needIndex.get(needId);
  if (need === undefined) return null;
  const state = loaded(problem, plan);
  const on = new Set(state.holders[need]!);
  const people = new Map(
    census(state, need)
      .entries()
      .map(([standing, all]) => [standing, all.filter((person) => !on.has(person))]),
  );
  return {
    needId,
    assignmentIds: plan.assignments.filter(({ needIds }) => needIds.includes(needId)).map(({ id }) => id),
    uncovered: uncoveredNeed(state, need),
    groups: grouped(people, (person) => model.members[person]!),
  };
}

function grouped<T>(groups: ReadonlyMap<Standing, readonly T[]>, memberOf: (item: T) => Member): StoppedGroup[] {
  return standings.flatMap((standing) => {
    const items = groups.get(standing) ?? [];
    if (items.length === 0) return [];
    const personIds = items.map((item) => memberOf(item).supporter.personId);
    return [{ standing, text: `${personIds.length} ${standingText(standing, personIds.length)}`, personIds }];
  });
}

function rulesMet(state: PlanState, member: Member, placed: Placed): RuleMet[] {
  const { post } = placed;
  const { supporter } = member;
  const roster = state.rosters[member.index]!;
  const at = roster.indexOf(placed);
  const minutes = roster.reduce((sum, held) => sum + (held.post.week === post.week ? held.post.minutes : 0), 0);
  const facts: Partial<Record<HardRuleCode, string>> = {
    'knows-topic': `knows ${supporter.knows.join(', ')}`,
    'shift-allowed': `works ${supporter.shifts.join(', ')}`,
    site: `works at ${supporter.sites.join(', ')}`,
    rest: restFact(roster, at, supporter.minRestHours),
    'week-hours': `${minutes / 60} h of ${supporter.maxHoursWeek} h in that week`,
    'consecutive-days': `${daysInRow(roster, post.day)} of ${supporter.maxConsecutiveDays} days in a row`,
    unavailable: isBefore(state.model, placed) ? 'worked already' : 'is available',
  };
  return hardRules.flatMap(({ code, label }) => (facts[code] ? [{ code, label, text: facts[code] }] : []));
}

function restFact(roster: readonly Placed[], at: number, restHours: number): string {
  const { post, instance } = roster[at]!;
  const before = roster.slice(0, at).findLast((held) => held.instance !== instance);
  const after = roster.slice(at + 1).find((held) => held.instance !== instance);
  const hours = (ms: number): string => `${Math.round((ms / hourMs) * 10) / 10} h`;
  const parts = [before && `${hours(post.start - before.post.end)} of rest before`, after && `${hours(after.post.start - post.end)} after`];
  const told = parts.filter((text) => text !== undefined).join(', ');
  return told === '' ? 'no other duty' : `${told} (at least ${restHours} h)`;
}
