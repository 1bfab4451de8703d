import type { ShiftDefinition } from '#coverage/core/facts.ts';
import { addDays, datesFrom, isoWeek, weekday, type LocalDate } from '#kernel/time.ts';
import type { DemoNeed, DemoSupporter } from './model.ts';

/** Hours of supply kept per hour of unit needs: about a tenth goes to physicians' first live rounds, the rest is to spare. */
const supplyPerUnitHour = 1.36;

/**
 * Sends bought and borrowed hours away in weeks that do not need them, as a contract would: first vendor staff, then trainers,
 * last hired first, by the calendar week. What stays is about a sixth more than is needed: a plan is possible but not idle.
 */
export function withContractWeeks(
  supporters: readonly DemoSupporter[],
  needs: readonly DemoNeed[],
  shifts: readonly ShiftDefinition[],
  from: LocalDate,
  to: LocalDate,
): DemoSupporter[] {
  const hours = new Map(shifts.map((shift) => [shift.shiftId, hoursOf(shift)]));
  const releasable = [
    ...supporters.filter((s) => s.kind === 'ate'),
    ...supporters.filter((s) => s.kind === 'trainer').toReversed(),
  ].toReversed();
  const away = new Map<string, LocalDate[]>();
  const weeks = Map.groupBy(datesFrom(from, to), isoWeek);
  for (const days of weeks.values()) {
    const [first = from] = days;
    if (first === from) continue; // the first weekend has everybody there
    const wanted = supplyPerUnitHour * unitHours(needs, days, hours);
    let supply = supporters.reduce((sum, supporter) => sum + supplyHours(supporter, days, hours), 0);
    for (const supporter of releasable) {
      const share = supplyHours(supporter, days, hours);
      if (share === 0 || supply - share < wanted || atSatellite(supporter, needs, days)) continue;
      supply -= share;
      away.set(supporter.personId, [...(away.get(supporter.personId) ?? []), first]);
    }
  }
  return supporters.map((supporter) => {
    const mondays = away.get(supporter.personId) ?? [];
    const other = supporter.unavailable.filter((span) => !mondays.some((monday) => monday <= span && span < addDays(monday, 8)));
    return { ...supporter, unavailable: [...other, ...spansOf(mondays)].toSorted() };
  });
}

/** Weeks in a row are one absence, from Monday's change of shift to Monday's change of shift. */
function spansOf(mondays: readonly LocalDate[]): string[] {
  const starts = mondays.filter((monday) => !mondays.includes(addDays(monday, -7)));
  const ends = mondays.map((monday) => addDays(monday, 7)).filter((monday) => !mondays.includes(monday));
  return starts.map((start, i) => `${start}T07:00/${ends[i] ?? start}T07:00`);
}

/** Who works the satellite's eight-hour shifts stays while it has any. */
const atSatellite = ({ shifts }: DemoSupporter, needs: readonly DemoNeed[], days: readonly LocalDate[]): boolean =>
  needs.some((need) => need.shiftId === 'N8' && shifts.includes('N8') && days.some((day) => day >= need.from && day <= need.to));

function hoursOf({ start, end }: ShiftDefinition): number {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return ((minutes(end) - minutes(start) + 1440) % 1440) / 60;
}

const unitHours = (needs: readonly DemoNeed[], days: readonly LocalDate[], hours: ReadonlyMap<string, number>): number =>
  needs
    .flatMap((need) => days.filter((day) => day >= need.from && day <= need.to && need.weekdays.includes(weekday(day))).map(() => need))
    .reduce((sum, need) => sum + need.headcount * (hours.get(need.shiftId) ?? 0), 0);

/** What the weekly limit and the days there leave; a day has room for one shift. */
function supplyHours(supporter: DemoSupporter, days: readonly LocalDate[], hours: ReadonlyMap<string, number>): number {
  const { availableFrom, availableTo, maxHoursWeek, shifts } = supporter;
  const present = days.filter((day) => (availableFrom === null || day >= availableFrom) && (availableTo === null || day <= availableTo));
  const longest = Math.max(...shifts.map((shift) => hours.get(shift) ?? 0));
  return Math.min(maxHoursWeek, present.length * longest);
}
