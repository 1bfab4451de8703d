import { checkDemand } from './plan-checker-demand.ts';
import { checkDuties } from './plan-checker-duties.ts';
import { readRawFolder, type PlanFile, type RawFolder, type Say } from './plan-checker-folder.ts';
import { localParts } from './plan-checker-time.ts';

/*
 * Checks a plan.json against the raw files of its folder. Shares no code with what it checks: it reads the files and the
 * clock by itself, so that a mistake in the readers, the demand or the planner shows.
 */

export interface Breach {
  readonly rule: string;
  readonly text: string;
}

const reasons = ['nobody-knows-topic', 'nobody-free', 'hour-limit', 'rest', 'too-dear'];

/** Every way in which the plan breaks its promises; empty: none. `timeZone` as for `atelbow plan --time-zone`. */
export function checkPlan(dir: string, plan: PlanFile, timeZone?: string): Breach[] {
  const folder = readRawFolder(dir, timeZone);
  const breaches: Breach[] = [];
  const say = (rule: string, text: string): void => void breaches.push({ rule, text });
  checkForm(plan, folder, say);
  checkCounts(plan, say);
  checkHours(plan, folder, say);
  checkDuties(plan, folder, say);
  checkDemand(plan, folder, say);
  return breaches;
}

function checkForm(plan: PlanFile, folder: RawFolder, say: Say): void {
  if (plan.format !== 'atelbow-plan/1') say('form', `format is ${plan.format}`);
  if (plan.status !== 'optimal' && plan.status !== 'feasible') say('form', `status is ${plan.status}`);
  if (plan.bound > plan.cost + 0.01) say('bound', `the bound ${plan.bound} is above the cost ${plan.cost}`);
  const gap = plan.cost === 0 ? 0 : (plan.cost - plan.bound) / plan.cost;
  if (Math.abs(gap - plan.gap) > 1e-4) say('bound', `gap is ${plan.gap}; cost and bound make ${gap}`);
  if (plan.status === 'optimal' && gap > 1e-3) say('bound', `status is optimal with a gap of ${gap}`);
  unique(
    plan.assignments.map((one) => one.id),
    'assignment',
    say,
  );
  unique(
    plan.needs.map((one) => one.id),
    'need',
    say,
  );
  const needs = new Set(plan.needs.map((need) => need.id));
  for (const one of plan.assignments) {
    if (!folder.supporters.has(one.person_id)) say('ids', `${one.id}: ${one.person_id} is no supporter`);
    if (one.unit_id !== null && !folder.units.has(one.unit_id)) say('ids', `${one.id}: there is no unit ${one.unit_id}`);
    for (const id of one.need_ids) if (!needs.has(id)) say('ids', `${one.id}: there is no need ${id}`);
    if (one.need_ids.length === 0) say('ids', `${one.id} serves no need`);
    if (Date.parse(one.end) <= Date.parse(one.start)) say('form', `${one.id} ends before it starts`);
    offsets(one.id, [one.start, one.end], folder.zoneOf(one.unit_id), one.unit_id !== null, say);
    const date = localParts(one.start, folder.zoneOf(one.unit_id)).date;
    if (one.unit_id !== null && (date < plan.from || date > plan.to)) say('form', `${one.id} starts on ${date}, outside the plan`);
  }
  for (const need of plan.needs) {
    if (need.unit_id !== null && !folder.units.has(need.unit_id)) say('ids', `${need.id}: there is no unit ${need.unit_id}`);
    if (need.person_id !== null && !folder.people.has(need.person_id)) say('ids', `${need.id}: there is no person ${need.person_id}`);
    if (need.kind !== 'unit' && need.person_id === null) say('ids', `${need.id} is for nobody`);
    offsets(need.id, [need.start, need.end], folder.zoneOf(need.unit_id), need.unit_id !== null, say);
  }
  for (const one of plan.uncovered) {
    if (!needs.has(one.need_id)) say('ids', `uncovered: there is no need ${one.need_id}`);
    if (!reasons.includes(one.reason)) say('form', `uncovered ${one.need_id}: reason ${one.reason}`);
    if (one.text === '') say('form', `uncovered ${one.need_id} says nothing`);
  }
}

function unique(ids: readonly string[], what: string, say: Say): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) say('ids', `${what} ${id} is there twice`);
    seen.add(id);
  }
}

/** Times carry the offset that the site's clock has at that moment. */
function offsets(id: string, times: readonly string[], zone: string, known: boolean, say: Say): void {
  for (const time of times) {
    const { date, clock } = localParts(time, zone);
    if (known && !time.startsWith(`${date}T${clock}`))
      say('offset', `${id}: ${time} is not on the clock of ${zone}, where it is ${date}T${clock}`);
  }
}

/** People on a need and heads missing make its headcount, no more and no less. */
function checkCounts(plan: PlanFile, say: Say): void {
  const on = new Map<string, Set<string>>();
  for (const one of plan.assignments) for (const id of one.need_ids) on.set(id, (on.get(id) ?? new Set()).add(one.person_id));
  const missing = new Map<string, number>();
  for (const one of plan.uncovered) {
    missing.set(one.need_id, (missing.get(one.need_id) ?? 0) + one.missing);
    if (one.missing < 1) say('count', `uncovered ${one.need_id} misses ${one.missing}`);
  }
  for (const need of plan.needs) {
    const there = on.get(need.id)?.size ?? 0;
    const short = missing.get(need.id) ?? 0;
    if (there + short !== need.headcount)
      say('count', `${need.id} wants ${need.headcount}: ${there} are there and ${short} are said to be missing`);
  }
}

function checkHours(plan: PlanFile, folder: RawFolder, say: Say): void {
  const hours = new Map<string, Map<string, number>>();
  for (const one of plan.assignments) {
    const weeks = hours.get(one.person_id) ?? new Map<string, number>();
    const { week } = localParts(one.start, folder.zoneOf(one.unit_id));
    weeks.set(week, (weeks.get(week) ?? 0) + (Date.parse(one.end) - Date.parse(one.start)) / 3_600_000);
    hours.set(one.person_id, weeks);
  }
  for (const person of plan.people) {
    const own = hours.get(person.person_id) ?? new Map<string, number>();
    const total = [...own.values()].reduce((sum, n) => sum + n, 0);
    if (Math.abs(total - person.hours) > 0.02) say('hours', `${person.person_id}: hours are ${total}, said ${person.hours}`);
    for (const week of new Set([...own.keys(), ...Object.keys(person.by_week)]))
      if (Math.abs((own.get(week) ?? 0) - (person.by_week[week] ?? 0)) > 0.05)
        say('hours', `${person.person_id} ${week}: hours are ${own.get(week) ?? 0}, said ${person.by_week[week] ?? 0}`);
  }
  for (const [person, weeks] of hours) {
    if (!plan.people.some((one) => one.person_id === person)) say('hours', `${person} works and is not among the people`);
    const limit = Number(folder.supporters.get(person)?.['max_hours_week']);
    for (const [week, n] of weeks) if (n > limit + 1e-6) say('hours of a week', `${person} ${week}: ${n} h of ${limit} h`);
  }
  for (const one of plan.assignments) {
    const rate = Number(folder.supporters.get(one.person_id)?.['cost_per_hour'] || 0);
    const wages = (rate * (Date.parse(one.end) - Date.parse(one.start))) / 3_600_000;
    if (Math.abs(wages - one.cost) > 0.02) say('cost', `${one.id}: ${one.cost}, by hours and rate ${wages}`);
  }
}
