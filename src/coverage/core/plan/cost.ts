import type { Instant } from '#kernel/time.ts';
import { knows, thingCount, travelMs, unitThing, type Member, type PlanModel, type Post } from './model.ts';
import type { Placed } from './roster.ts';

/** Why a roster costs what it costs, by preference; all in the plan's currency. */
export interface RosterCost {
  readonly wages: number;
  readonly vendor: number;
  readonly continuity: number;
  readonly nights: number;
  readonly load: number;
  readonly travel: number;
  readonly topic: number;
  readonly change: number;
}

/** What does not depend on the rest of the plan: who is used to whom, and what the previous plan said. */
export interface Habits {
  /** person * things + thing. */
  readonly familiar: ReadonlySet<number>;
  /** By person: needs held in the previous plan, and when they began; null without one. */
  readonly previous: readonly ReadonlyMap<number, Instant>[] | null;
}

/** Held by the same person before: an outreach only at the same time, since its time is what was promised. */
const isKept = (model: PlanModel, previous: ReadonlyMap<number, Instant>, need: number, start: Instant): boolean =>
  previous.has(need) && (model.needs[need]!.kind !== 'outreach' || previous.get(need) === start);

const cache = new WeakMap<PlanModel, Habits>();

export function habitsOf(model: PlanModel): Habits {
  let habits = cache.get(model);
  if (!habits) cache.set(model, (habits = findHabits(model)));
  return habits;
}

function findHabits(model: PlanModel): Habits {
  const { problem } = model;
  const familiar = new Set<number>();
  const things = thingCount(model);
  const pair = (person: number | undefined, thing: number | undefined): void => {
    if (person !== undefined && thing !== undefined) familiar.add(person * things + thing);
  };
  const unit = (id: string | null): number | undefined => {
    const index = model.unitIndex.get(id ?? '');
    return index === undefined ? undefined : unitThing(model, index);
  };
  for (const member of model.members) pair(member.index, unit(member.supporter.homeUnit));
  for (const { supporterId, withId } of problem.pairings)
    pair(model.memberIndex.get(supporterId), model.clinicians.get(withId) ?? unit(withId));
  for (const worked of problem.before) pair(model.memberIndex.get(worked.personId), unit(worked.unitId));
  if (!problem.previous) return { familiar, previous: null };
  const previous = model.members.map(() => new Map<number, Instant>());
  for (const assignment of problem.previous)
    for (const id of assignment.needIds) {
      const need = model.needIndex.get(id);
      const person = model.memberIndex.get(assignment.personId);
      if (need !== undefined && person !== undefined) previous[person]!.set(need, assignment.start);
    }
  return { familiar, previous };
}

/** Part of a post's cost that depends on nothing else in the roster: wages, surcharge, lacking topic, change. */
export function postCost(model: PlanModel, member: Member, post: Post, carried: readonly number[] = []): number {
  const { weights } = model.problem;
  let cost = (post.minutes / 60) * member.hourCost;
  if (post.kind === 'unit' && post.needs.length > 0 && !knows(member, model.needTopic[post.needs[0]!]!))
    cost += (post.minutes / 60) * weights.openSeatWithoutTopicPerHour;
  const previous = habitsOf(model).previous?.[member.index];
  if (previous) {
    for (const need of post.needs) cost += isKept(model, previous, need, post.start) ? -weights.change : weights.change;
    for (const need of carried) cost += previous.has(need) ? -weights.change : weights.change;
  }
  return cost;
}

/** Everything that one roster costs within the window. `before` posts (other days) cost nothing any more. */
export function rosterCost(model: PlanModel, member: Member, roster: readonly Placed[]): RosterCost {
  const { weights } = model.problem;
  const previous = habitsOf(model).previous?.[member.index];
  let minutes = 0;
  let nights = 0;
  let travel = 0;
  let topic = 0;
  let change = previous ? previous.size * weights.change : 0;
  for (let i = 0; i < roster.length; i++) {
    const { post, carried, instance } = roster[i]!;
    if (post.day < model.firstDay) continue;
    minutes += post.minutes;
    if (post.kind === 'unit' && post.needs.length > 0 && !knows(member, model.needTopic[post.needs[0]!]!)) topic += post.minutes;
    if (previous)
      for (const need of [...post.needs, ...carried])
        change += isKept(model, previous, need, post.start) ? -weights.change : weights.change;
    const duty = i > 0 && roster[i - 1]!.instance === instance;
    if (duty) travel += travelMs(model, roster[i - 1]!.post.unit, post.unit);
    else if (post.night) nights++;
  }
  return {
    wages: (minutes / 60) * member.supporter.costPerHour,
    vendor: member.outside ? (minutes / 60) * weights.vendorPerHour : 0,
    continuity: pairCost(model, member, roster),
    nights: nightCost(model, nights),
    load: loadCost(model, member, minutes),
    travel: (travel / 60_000) * weights.travelPerMinute,
    topic: (topic / 60) * weights.openSeatWithoutTopicPerHour,
    change,
  };
}

export const sumOf = (cost: RosterCost): number =>
  cost.wages + cost.vendor + cost.continuity + cost.nights + cost.load + cost.travel + cost.topic + cost.change;

/** Convex: free up to one a week; a step dearer for each further night a week. */
export function nightCost(model: PlanModel, nights: number): number {
  let cost = 0;
  for (let tier = 1; tier <= 3; tier++) cost += Math.max(0, nights - tier * model.weeks);
  return cost * model.problem.weights.night;
}

/** Convex in minutes, relative to this person's own limit. */
export function loadCost(model: PlanModel, member: Member, minutes: number): number {
  const [loaded, full] = member.loadMinutes;
  return ((Math.max(0, minutes - loaded) + 2 * Math.max(0, minutes - full)) / 60) * model.problem.weights.loadPerHour;
}

function pairCost(model: PlanModel, member: Member, roster: readonly Placed[]): number {
  const { weights } = model.problem;
  const { familiar } = habitsOf(model);
  const base = member.index * thingCount(model);
  const seen = new Set<number>();
  let cost = 0;
  const meet = (thing: number, weight: number): void => {
    if (seen.has(thing)) return;
    seen.add(thing);
    if (!familiar.has(base + thing)) cost += weight;
  };
  for (const { post, carried } of roster) {
    if (post.day < model.firstDay) continue;
    if (post.unit >= 0 && post.kind === 'unit') meet(unitThing(model, post.unit), weights.newUnit);
    for (const list of [post.needs, carried])
      for (const need of list) {
        const clinician = model.needClinician[need]!;
        if (clinician >= 0) meet(clinician, weights.newClinician);
      }
  }
  return cost;
}
