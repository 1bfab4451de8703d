import type { Window } from './construct.ts';
import type { Scope } from './milp-model.ts';
import { openNeeds } from './swaps.ts';
import { takersOf } from './search.ts';
import { linesOf } from './construct.ts';
import type { PlanState } from './state.ts';

/*
 * Which part of a plan to give to the exact solver next. Two kinds alternate, since a cut along one axis only leaves
 * what crosses it untouched (measured: a site at a time stalls about 2% above what alternation reaches): a site's people
 * over a week, and the people who could fill something uncovered over the days around it.
 */

/** Smaller models solve in a second; a plan needs many. */
const columnsTarget = 3_000;

/** `count` scopes that share nobody. */
export function nextScopes(state: PlanState, count: number, random: () => number): Scope[] {
  const taken = new Set<number>();
  return Array.from({ length: count }, () => {
    const scope = random() < 0.35 ? aroundGap(state, random, taken) : siteWeek(state, random, taken);
    for (const person of scope.people) taken.add(person);
    return scope;
  });
}

/** About as many columns as a model of everything has, unit by unit. */
export function wholeColumns(state: PlanState): number {
  let columns = 0;
  for (const line of linesOf(state)) for (const code of line) columns += code >= 0 ? state.posts.unitShifts[code]!.needs.length : 1;
  return columns;
}

function siteWeek(state: PlanState, random: () => number, taken: ReadonlySet<number>): Scope {
  const { model } = state;
  const sites = [...new Set(model.unitSite)];
  const site = sites[Math.floor(random() * sites.length)]!;
  const here = model.members.filter((member) => member.sites.has(site) && !taken.has(member.index)).map((member) => member.index);
  return limited(state, shuffled(here, random), weekWindow(state, random, random() < 0.3 ? 14 : 7));
}

function aroundGap(state: PlanState, random: () => number, taken: ReadonlySet<number>): Scope {
  const gaps = openNeeds(state);
  const need = gaps[Math.floor(random() * gaps.length)];
  if (need === undefined) return siteWeek(state, random, taken);
  const able = takersOf(state, need).filter((person) => !taken.has(person));
  const sites = new Set(able.flatMap((person) => [...state.model.members[person]!.sites]));
  const near = state.model.members
    .filter((member) => !taken.has(member.index) && [...member.sites].some((site) => sites.has(site)))
    .map((member) => member.index);
  const day =
    state.posts.ofUnitNeed[need]?.day ?? state.posts.sessions[state.posts.sessionsOfNeed[need]![0] ?? 0]?.day ?? state.model.firstDay;
  const people = [...new Set([...shuffled(able, random).slice(0, 30), ...shuffled(near, random)])];
  return limited(state, people, { firstDay: day - 6, lastDay: day + 6 });
}

function weekWindow({ model }: PlanState, random: () => number, days: number): Window {
  const firstDay = model.firstDay - 3 + Math.floor(random() * (model.lastDay - model.firstDay + 1));
  return { firstDay, lastDay: firstDay + days - 1 };
}

/** As many of these people as the model's size allows. */
function limited(state: PlanState, people: readonly number[], window: Window): Scope {
  const { posts } = state;
  const lines = linesOf(state);
  const chosen: number[] = [];
  let columns = 0;
  for (const person of people) {
    for (const code of lines[person]!) {
      const { day } = code >= 0 ? posts.unitShifts[code]!.post : posts.sessions[-1 - code]!;
      if (day >= window.firstDay && day <= window.lastDay) columns += code >= 0 ? 4 : 1;
    }
    chosen.push(person);
    if (columns > columnsTarget) break;
  }
  return { people: chosen, window, merged: true };
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const list = [...items];
  for (let i = list.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [list[i], list[j]] = [list[j]!, list[i]!];
  }
  return list;
}
