import { hourMs, minuteMs } from '#kernel/time.ts';
import { dateOfDay } from './calendar.ts';
import { isSharable, isUnitNeed, knows, travelMs, type Member, type PlanModel } from './model.ts';
import type { Assignment } from './plan.ts';
import { isAvailable, mayGoTo, mayWorkShift } from './posts.ts';
import { daysInRow, type Placed } from './roster.ts';
import { mayCarry } from './state.ts';
import type { Breach, HardRuleCode } from './verdict.ts';

/** One person's assignments in order of start, with what was worked before the window. */
export interface PersonView {
  readonly member: Member;
  readonly held: readonly Held[];
}

export interface Held {
  readonly assignment: Assignment;
  readonly placed: Placed;
}

/** Who is on one need. Of people who are no supporters here nothing is known. */
export interface NeedView {
  readonly need: number;
  readonly on: readonly { readonly assignment: Assignment; readonly member: Member | null }[];
}

export interface PlanView {
  readonly model: PlanModel;
  readonly people: readonly PersonView[];
  readonly needs: readonly NeedView[];
  readonly assignments: ReadonlyMap<string, Assignment>;
  /** Of the problem's fixed assignments, those that this view is asked about. */
  readonly fixed: readonly Assignment[];
}

/** A rule that no plan breaks, as a value: it can be listed, tested and explained by itself. */
export interface HardRule {
  readonly code: HardRuleCode;
  readonly level: 'hard';
  /** As a coordinator would say it. */
  readonly label: string;
  readonly breaches: (view: PlanView) => Breach[];
}

const rule = (code: HardRuleCode, label: string, breaches: (view: PlanView) => Breach[]): HardRule => ({
  code,
  level: 'hard',
  label,
  breaches,
});

const breach = (code: HardRuleCode, person: Member | null, held: readonly Assignment[], text: string): Breach => ({
  code,
  personId: person?.supporter.personId ?? null,
  assignmentIds: held.map((assignment) => assignment.id),
  text,
});

const eachHeld = (view: PlanView, test: (person: PersonView, held: Held) => Breach | null): Breach[] =>
  view.people.flatMap((person) => person.held.flatMap((held) => (isOld(view.model, held) ? [] : (test(person, held) ?? []))));

/** Pairs of neighbours in time, of which the later at least is within the window. */
const eachPair = (view: PlanView, test: (person: PersonView, a: Held, b: Held) => Breach | null): Breach[] =>
  view.people.flatMap((person) =>
    person.held.flatMap((b, i) => (i === 0 || isOld(view.model, b) ? [] : (test(person, person.held[i - 1]!, b) ?? []))),
  );

const isOld = (model: PlanModel, { placed }: Held): boolean => placed.post.day < model.firstDay;
const idOf = ({ member }: PersonView): string => member.supporter.personId;
const sameDuty = (a: Held, b: Held): boolean => a.placed.instance === b.placed.instance;

const onePlace = rule('one-place', 'One place at a time, with time to walk between', (view) =>
  eachPair(view, (person, a, b) => {
    const walkMs = travelMs(view.model, a.placed.post.unit, b.placed.post.unit);
    const gapMs = b.placed.post.start - a.placed.post.end;
    if (gapMs >= walkMs) return null;
    const why = gapMs < 0 ? 'is in two places at once' : `has ${gapMs / minuteMs} min for a walk of ${walkMs / minuteMs} min`;
    return breach('one-place', person.member, [a.assignment, b.assignment], `${idOf(person)} ${why}`);
  }),
);

const shiftAllowed = rule('shift-allowed', 'Works only the shifts they may work', (view) =>
  eachHeld(view, (person, { assignment, placed }) =>
    mayWorkShift(person.member, placed.post)
      ? null
      : breach('shift-allowed', person.member, [assignment], `${idOf(person)} does not work shift ${assignment.shiftId ?? 'at that time'}`),
  ),
);

const knowsTopic = rule('knows-topic', 'Knows the topic where it counts', (view) => [
  ...eachHeld(view, (person, { assignment, placed }) => {
    const asked = placed.post.kind === 'unit' ? placed.carried : [...placed.post.needs, ...placed.carried];
    const lacking = asked.find((need) => !knows(person.member, view.model.needTopic[need]!));
    if (lacking === undefined) return null;
    return breach('knows-topic', person.member, [assignment], `${idOf(person)} does not know ${view.model.needs[lacking]!.topic}`);
  }),
  ...view.needs.flatMap(({ need, on }) => {
    const { headcount, topic, id } = view.model.needs[need]!;
    if (!isUnitNeed(view.model.needs[need]!) || topic === '') return [];
    const lacking = on.filter(({ member }) => member === null || !knows(member, view.model.needTopic[need]!));
    if (lacking.length < headcount) return [];
    const held = lacking.map(({ assignment }) => assignment);
    return [breach('knows-topic', lacking[0]!.member, held, `nobody on ${id} knows ${topic}, and no seat is left for one who does`)];
  }),
]);

const rest = rule('rest', 'Rests long enough between duties', (view) =>
  eachPair(view, (person, a, b) => {
    const gapMs = b.placed.post.start - a.placed.post.end;
    if (sameDuty(a, b) || gapMs < 0 || gapMs >= person.member.restMs) return null;
    const { minRestHours } = person.member.supporter;
    return breach('rest', person.member, [a.assignment, b.assignment], `${idOf(person)} rests ${gapMs / hourMs} h of ${minRestHours} h`);
  }),
);

const weekHours = rule('week-hours', 'Stays within the hours of a week', (view) =>
  view.people.flatMap((person) =>
    [...Map.groupBy(person.held, ({ placed }) => placed.post.week).values()].flatMap((held) => {
      const minutes = held.reduce((sum, { placed }) => sum + placed.post.minutes, 0);
      if (minutes <= person.member.weekMinutesMax + 1e-6 || held.every((one) => isOld(view.model, one))) return [];
      const { maxHoursWeek } = person.member.supporter;
      const ids = held.map(({ assignment }) => assignment);
      return [breach('week-hours', person.member, ids, `${idOf(person)} has ${minutes / 60} h of ${maxHoursWeek} h in that week`)];
    }),
  ),
);

const consecutiveDays = rule('consecutive-days', 'Has a day off after so many in a row', (view) =>
  view.people.flatMap((person) => {
    const { maxConsecutiveDays } = person.member.supporter;
    const roster = person.held.map(({ placed }) => placed);
    const worked = new Set(roster.map(({ post }) => post.day));
    return [...worked].flatMap((day) => {
      if (worked.has(day + 1) || day < view.model.firstDay) return [];
      const run = daysInRow(roster, day);
      if (run <= maxConsecutiveDays) return [];
      const held = person.held.filter(({ placed }) => placed.post.day > day - run && placed.post.day <= day);
      const text = `${idOf(person)} works ${run} days in a row until ${dateOfDay(day)}, of ${maxConsecutiveDays}`;
      return [
        breach(
          'consecutive-days',
          person.member,
          held.map(({ assignment }) => assignment),
          text,
        ),
      ];
    });
  }),
);

const unavailable = rule('unavailable', 'Is there only when available', (view) =>
  eachHeld(view, (person, { assignment, placed }) =>
    isAvailable(person.member, placed.post)
      ? null
      : breach('unavailable', person.member, [assignment], `${idOf(person)} is not available then`),
  ),
);

const site = rule('site', 'Works only at their sites', (view) =>
  eachHeld(view, (person, { assignment, placed }) =>
    mayGoTo(person.member, placed.post)
      ? null
      : breach('site', person.member, [assignment], `${idOf(person)} does not work at the site of ${assignment.unitId}`),
  ),
);

const duties = (person: PersonView): Held[][] => [...Map.groupBy(person.held, ({ placed }) => placed.instance).values()];

const dutySpan = rule('duty-span', 'No duty is too long, unless its shift is', (view) =>
  view.people.flatMap((person) =>
    duties(person).flatMap((held) => {
      const spanMs = Math.max(...held.map((h) => h.placed.post.end)) - Math.min(...held.map((h) => h.placed.post.start));
      const unit = held.some(({ placed }) => placed.post.kind === 'unit');
      if (unit || spanMs <= held[0]!.placed.instance.spanMaxMs || held.every((one) => isOld(view.model, one))) return [];
      const ids = held.map(({ assignment }) => assignment);
      return [breach('duty-span', person.member, ids, `${idOf(person)} is on duty for ${spanMs / hourMs} h at a stretch`)];
    }),
  ),
);

const dutyShape = rule('duty-shape', "A duty is one unit's shift or a chain of sessions", (view) =>
  view.people.flatMap((person) =>
    duties(person).flatMap((held) => {
      if (held.length === 1 || held.every(({ placed }) => placed.post.kind === 'session') || held.every((one) => isOld(view.model, one)))
        return [];
      const ids = held.map(({ assignment }) => assignment);
      return [breach('duty-shape', person.member, ids, `${idOf(person)} has a unit's shift and something else in one duty`)];
    }),
  ),
);

const sharing = rule('sharing', 'Accompanies several rounds at once only where each allows it', (view) =>
  eachHeld(view, (person, { assignment, placed }) => {
    const { model } = view;
    const together = placed.post.kind === 'unit' ? placed.carried : placed.post.needs;
    if (placed.post.kind === 'session' && together.length < 2) return null;
    const allowed = together.every((need) => isSharable(model.needs[need]!) && model.needUnit[need] === placed.post.unit);
    const few = together.every((need, i) => mayCarry(model, together.slice(0, i), need));
    if (allowed && few) return null;
    return breach('sharing', person.member, [assignment], `${idOf(person)} accompanies rounds together that may not be shared so`);
  }),
);

const headcount = rule('headcount', 'No more people than seats', (view) =>
  view.needs.flatMap(({ need, on }) => {
    const { headcount: seats, id } = view.model.needs[need]!;
    if (on.length <= seats) return [];
    return [
      breach(
        'headcount',
        null,
        on.map(({ assignment }) => assignment),
        `${on.length} people are on ${id}, which has ${seats} seats`,
      ),
    ];
  }),
);

const needWindow = rule('need-window', 'Is there for the whole of what was asked', (view) =>
  eachHeld(view, (person, { assignment, placed }) => {
    const needs = placed.post.needs.map((need) => view.model.needs[need]!);
    const carried = placed.carried.map((need) => view.model.needs[need]!);
    const { start, end } = placed.post;
    const outreach = needs.some((need) => need.kind === 'outreach');
    const exact = outreach
      ? needs.every((need) => need.start <= start && end <= need.end && end - start === need.minutes * minuteMs)
      : needs.length === 0 ||
        (Math.min(...needs.map((need) => need.start)) === start && Math.max(...needs.map((need) => need.end)) === end);
    const place = [...needs, ...carried].every((need) => need.unitId === assignment.unitId);
    if (exact && place && carried.every((need) => start <= need.start && need.end <= end)) return null;
    return breach(
      'need-window',
      person.member,
      [assignment],
      `${idOf(person)} is not there at the time and place that ${assignment.needIds.join(', ')} asks for`,
    );
  }),
);

const fixedKept = rule('fixed-kept', 'What is published or set by hand stays', (view) =>
  view.fixed.flatMap((fixed) => {
    const now = view.assignments.get(fixed.id);
    const kept =
      now && now.personId === fixed.personId && now.start === fixed.start && now.end === fixed.end && now.unitId === fixed.unitId;
    return kept
      ? []
      : [
          breach(
            'fixed-kept',
            view.model.members[view.model.memberIndex.get(fixed.personId) ?? -1] ?? null,
            [fixed],
            `${fixed.id} is published and was changed`,
          ),
        ];
  }),
);

export const hardRules: readonly HardRule[] = [
  onePlace,
  shiftAllowed,
  knowsTopic,
  rest,
  weekHours,
  consecutiveDays,
  unavailable,
  site,
  dutySpan,
  dutyShape,
  sharing,
  headcount,
  needWindow,
  fixedKept,
];
