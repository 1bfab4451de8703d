import { addDays, type LocalDate } from '#kernel/time.ts';
import type { DemoNeed, DemoUnit, UnitProfile } from './model.ts';
import { hypercareWeeks, waveDate } from './timeline.ts';

/*
 * Users of the EHR per supporter, by week of the unit's own hypercare. Week one is the published super-user ratio, 1 to 8-10
 * (SpotSaaS checklist, vendor claim). The thinning from 10 to 20 is ours: published tapers give no figure per unit.
 */
const usersPerSupporter: readonly number[] = [8, 10, 10, 12, 20, 20];

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const weekdays = [1, 2, 3, 4, 5];

interface ShiftUse {
  readonly shiftId: string;
  readonly users: number;
  readonly weekdays: readonly number[];
  /** Weeks five and six need a supporter at the weekend too. Nights always do: the night shift itself says when it has had enough. */
  readonly weekendsToTheEnd: boolean;
}

/** EHR users on a shift, from ordinary staffing: one nurse to four or five beds (two in intensive care), one aide to eight or ten. */
function usesOf(profile: UnitProfile, beds: number): ShiftUse[] {
  const use = (shiftId: string, users: number, days: readonly number[] = everyDay, weekendsToTheEnd = true): ShiftUse => ({
    shiftId,
    users,
    weekdays: days,
    weekendsToTheEnd,
  });
  switch (profile) {
    case 'ward':
      return [use('D', beds / 4 + beds / 8 + 2, everyDay, false), use('N', beds / 5 + beds / 10 + 1)];
    case 'intensive':
      return [use('D', beds / 2 + 4), use('N', beds / 2 + 2)];
    case 'emergency':
      return [use('D', 16), use('N', 11)];
    case 'perioperative':
      return [use('D', 16, weekdays)];
    case 'small-ward':
      return [use('D', 4, weekdays)];
    case 'rural-ward':
      return [use('D8', 9), use('E8', 7), use('N8', 5)];
    case 'clinic':
      return [use('D8', 10, weekdays)];
  }
}

const topicOf = (profile: UnitProfile): string => (profile === 'perioperative' ? 'perioperative' : profile === 'clinic' ? 'ma' : 'nurse');

/** Needs of every unit by week of its hypercare; equal weeks in a row are one line, as a coordinator would write them. */
export function unitNeeds(goLive: LocalDate, units: readonly DemoUnit[], shiftIds: ReadonlySet<string>): DemoNeed[] {
  return units.flatMap((unit) =>
    usesOf(unit.profile, unit.beds).flatMap((use) => {
      const shiftId = shiftIds.has(use.shiftId) ? use.shiftId : 'D';
      return joinEqualWeeks(weeksOf(unit, { ...use, shiftId }, waveDate(goLive, unit.wave)));
    }),
  );
}

function weeksOf(unit: DemoUnit, use: ShiftUse, start: LocalDate): DemoNeed[] {
  return Array.from({ length: hypercareWeeks }, (_, week) => ({
    unitId: unit.unitId,
    shiftId: use.shiftId,
    from: addDays(start, week * 7),
    to: addDays(start, week * 7 + 6),
    weekdays: week >= 4 && !use.weekendsToTheEnd ? weekdays : use.weekdays,
    headcount: Math.max(1, Math.round(use.users / (usersPerSupporter[week] ?? 20))),
    topic: topicOf(unit.profile),
  }));
}

function joinEqualWeeks(weeks: readonly DemoNeed[]): DemoNeed[] {
  const joined: DemoNeed[] = [];
  for (const week of weeks) {
    const last = joined.at(-1);
    if (last && last.headcount === week.headcount && last.weekdays.length === week.weekdays.length)
      joined[joined.length - 1] = { ...last, to: week.to };
    else joined.push(week);
  }
  return joined;
}
