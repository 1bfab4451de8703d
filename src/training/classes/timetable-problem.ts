import { loadOrganisation, loadPeople, loadSites, loadUnits } from '#directory/index.ts';
import type { Interval } from '#kernel/interval.ts';
import type { Instant, LocalDate } from '#kernel/time.ts';
import { slotsOf } from '../core/classes/slots.ts';
import type { AwayLimit, ClassSlot, TimetableLearner, TimetableMeeting, TimetableProblem } from '../core/timetable/problem.ts';
import { loadShifts } from './busy.ts';
import { loadMeetings, loadSeats, type MeetingRow } from './meetings.ts';
import { neededSeats, type NeededSeat } from './needed-seats.ts';
import type { ClassPorts } from './ports.ts';
import { loadAway, loadClosed, loadCourses, loadRooms, loadTrainers, loadUnitLimits } from './set-up.ts';
import type { Reader } from './tables.ts';

/** A unit without a limit of its own may have this share of its people in class at once (ours), and at least one. */
const awayShare = 0.1;

export interface LoadedProblem {
  readonly problem: TimetableProblem;
  /** Planned meetings that the problem keeps, by id. */
  readonly meetings: ReadonlyMap<string, MeetingRow>;
}

/**
 * Everything that a timetable from `from` to `to` is made of, as it stands now. Classes that are planned are kept with those who sit in them;
 * whoever has a seat for a course already still needs it, and has it there.
 */
export async function loadTimetableProblem(
  on: Reader,
  { isElsewhere }: Pick<ClassPorts, 'isElsewhere'>,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
  now: Instant,
): Promise<LoadedProblem> {
  const { timeZone } = await loadOrganisation(on);
  const regular = slotsOf(from, to, timeZone).filter(({ start }) => start > now);
  const span = { start: regular[0]?.start ?? now, end: regular.at(-1)?.end ?? now };
  const planned = (await loadMeetings(on, span)).filter((one) => one.state === 'planned' && one.start > now);
  const seats = Map.groupBy(
    (
      await loadSeats(
        on,
        planned.map(({ meetingId }) => meetingId),
      )
    ).filter(({ state }) => state === 'seated'),
    ({ meetingId }) => meetingId,
  );
  const needed = await neededSeats(on, now);
  const [rooms, closed, trainers, away, courses, units, sites] = await Promise.all([
    loadRooms(on),
    loadClosed(on, now),
    loadTrainers(on),
    loadAway(on, now),
    loadCourses(on),
    loadUnits(on),
    loadSites(on),
  ]);
  const slots = withSlotsOf(regular, planned);
  const personIds = [...new Set(needed.map(({ personId }) => personId))];
  const trainerIds = trainers.map(({ personId }) => personId);
  const [shifts, elsewhere, atElbow] = await Promise.all([
    loadShifts(on, personIds, span),
    isElsewhere(on, personIds, span),
    isElsewhere(on, trainerIds, span),
  ]);
  const siteOf = new Map(units.map((unit) => [unit.unitId, unit.siteId]));
  const learners = learnersOf(
    needed,
    Map.groupBy([...shifts, ...elsewhere], ({ personId }) => personId),
    (unitId) => {
      const site = unitId === null ? undefined : siteOf.get(unitId);
      return site === undefined ? sites.map(({ siteId }) => siteId) : [site];
    },
  );
  const closedOf = Map.groupBy(closed, ({ roomId }) => roomId);
  // A trainer who supports at the elbow then by the published plan does not teach.
  const awayOf = Map.groupBy<string, Interval & { readonly personId: string }>([...away, ...atElbow], ({ personId }) => personId);
  const teaches = new Set(trainers.map(({ personId }) => personId));
  return {
    meetings: new Map(planned.map((one) => [one.meetingId, one])),
    problem: {
      slots,
      courses: courses.map(({ courseId, seatsMax, after }) => ({ courseId, seatsMax, after })),
      rooms: rooms.map((room) => ({ ...room, closed: closedOf.get(room.roomId) ?? [] })),
      trainers: trainers.map(({ personId, courses: own, sites: at }) => ({
        personId,
        teaches: own,
        sites: at,
        away: awayOf.get(personId) ?? [],
      })),
      learners,
      awayLimits: awayLimits(await loadPeople(on), slots, await loadUnitLimits(on), units),
      kept: planned
        .filter((one) => teaches.has(one.trainerId) && rooms.some(({ roomId }) => roomId === one.roomId))
        .map((one): TimetableMeeting => keptOf(one, slots, seats.get(one.meetingId)?.map(({ personId }) => personId) ?? [])),
    },
  };
}

const idOf = ({ start, end }: Interval): string => `${start}-${end}`;

/** Classes that were made by hand at other times have slots of their own; regular slots that they overlap are left out. */
function withSlotsOf(regular: readonly ClassSlot[], planned: readonly MeetingRow[]): ClassSlot[] {
  const known = new Set(regular.map(idOf));
  const own = [...new Map(planned.filter((one) => !known.has(idOf(one))).map((one) => [idOf(one), one])).values()].toSorted(
    (a, b) => a.start - b.start,
  );
  const apart: ClassSlot[] = [];
  for (const { start, end } of own)
    if (apart.every((one) => one.end <= start || end <= one.start)) apart.push({ slotId: `at-${start}`, start, end });
  return [...regular.filter((slot) => apart.every((one) => one.end <= slot.start || slot.end <= one.start)), ...apart].toSorted(
    (a, b) => a.start - b.start,
  );
}

/** The slot of a planned class: its own, or the one that holds its beginning. */
function keptOf(one: MeetingRow, slots: readonly ClassSlot[], learnerIds: readonly string[]): TimetableMeeting {
  const slot = slots.find((at) => at.start === one.start) ?? slots.find((at) => at.start < one.end && one.start < at.end);
  const { meetingId, courseId, roomId, trainerId } = one;
  return { meetingId, courseId, roomId, trainerId, slotId: slot?.slotId ?? `at-${one.start}`, learnerIds };
}

function learnersOf(
  needed: readonly NeededSeat[],
  busy: ReadonlyMap<string, readonly Interval[]>,
  sitesOf: (unitId: string | null) => readonly string[],
): TimetableLearner[] {
  return [...Map.groupBy(needed, ({ personId }) => personId)].map(([personId, those]) => ({
    personId,
    unitId: those[0]?.person.homeUnit ?? '',
    courseIds: those.map(({ courseId }) => courseId),
    from: Math.min(...those.map(({ from }) => from)),
    until: Math.min(...those.map(({ until }) => until)),
    sites: sitesOf(those[0]?.person.homeUnit ?? null),
    busy: busy.get(personId) ?? [],
  }));
}

function awayLimits(
  people: readonly { readonly homeUnit: string | null }[],
  slots: readonly ClassSlot[],
  limits: readonly { readonly unitId: string; readonly awayMax: number }[],
  units: readonly { readonly unitId: string }[],
): AwayLimit[] {
  const counts = Map.groupBy(people, ({ homeUnit }) => homeUnit);
  const own = new Map(limits.map((one) => [one.unitId, one.awayMax]));
  return units.flatMap(({ unitId }) => {
    const awayMax = own.get(unitId) ?? Math.max(1, Math.ceil(awayShare * (counts.get(unitId)?.length ?? 0)));
    return slots.map(({ slotId }) => ({ unitId, slotId, awayMax }));
  });
}
