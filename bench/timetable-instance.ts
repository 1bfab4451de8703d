import { defined } from '#kernel/assert.ts';
import { randomStream } from '#kernel/random.ts';
import { dayMs, hourMs, type Instant } from '#kernel/time.ts';
import type {
  ClassSlot,
  TimetableCourse,
  TimetableLearner,
  TimetableProblem,
  TimetableRoom,
  TimetableTrainer,
} from '../src/training/core/timetable/problem.ts';

/*
 * A hospital that trains for a go-live in three waves: eight weeks of weekdays with a morning and an afternoon, shift patterns, three sizes of
 * rooms, trainers who can teach some of the courses and are away now and then, nobody trained more than five weeks before their own go-live.
 * Synthetic: the mix of roles and shifts is assumed.
 */
export interface TimetableSize {
  readonly learners: number;
  readonly rooms: number;
  readonly trainers: number;
}

const monday = Date.parse('2027-01-04T00:00:00Z');
const weekMs = 7 * dayMs;
const weeks = 8;
const waves = [6, 7, 8].map((week): Instant => monday + week * weekMs);
const windowWeeks = 5;
const unitSize = 30;

const roles = [
  { share: 0.5, courses: ['nurse-1', 'nurse-2'], pattern: 'twelve' },
  { share: 0.2, courses: ['cpoe', 'notes'], pattern: 'days' },
  { share: 0.12, courses: ['rooming', 'orders-for-ma'], pattern: 'days' },
  { share: 0.1, courses: ['front-desk'], pattern: 'days' },
  { share: 0.08, courses: ['pharmacy'], pattern: 'eights' },
] as const;

const courses: TimetableCourse[] = roles.flatMap(({ courses: those }) =>
  those.map((courseId, i) => ({ courseId, seatsMax: 12, after: those.slice(0, i) })),
);

export function timetableInstance({ learners, rooms, trainers }: TimetableSize, seed: number): TimetableProblem {
  const random = randomStream(seed);
  const slots = makeSlots();
  const people = Array.from({ length: learners }, (_, i) => learner(i, random));
  const units = [...new Set(people.map(({ unitId }) => unitId))];
  return {
    slots,
    courses,
    rooms: Array.from({ length: rooms }, (_, i): TimetableRoom => ({
      roomId: `room-${i}`,
      siteId: 'main',
      seats: 10 + (i % 3) * 2,
      closed: [],
    })),
    trainers: Array.from({ length: trainers }, (_, i) => trainer(i, slots, random)),
    learners: people,
    awayLimits: units.flatMap((unitId) => slots.map(({ slotId }) => ({ unitId, slotId, awayMax: 3 }))),
    kept: [],
  };
}

function makeSlots(): ClassSlot[] {
  return Array.from({ length: weeks * 5 }, (_, day) => monday + Math.floor(day / 5) * weekMs + (day % 5) * dayMs).flatMap((midnight) =>
    [8, 13].map((hour) => ({ slotId: `${midnight}-${hour}`, start: midnight + hour * hourMs, end: midnight + (hour + 4) * hourMs })),
  );
}

function learner(i: number, random: () => number): TimetableLearner {
  const unit = Math.floor(i / unitSize);
  const goLive = defined(waves[unit % waves.length], 'a wave');
  let dice = random();
  const role = roles.find(({ share }) => (dice -= share) < 0) ?? roles[0];
  return {
    personId: `L${i}`,
    unitId: `unit-${unit}`,
    courseIds: role.courses,
    from: goLive - windowWeeks * weekMs,
    until: goLive,
    sites: ['main'],
    busy: shifts(role.pattern, random),
  };
}

/** Twelve-hour shifts on three days or nights a week with the rest after a night; eight-hour shifts; or two half days a week that are free. */
function shifts(pattern: 'twelve' | 'eights' | 'days', random: () => number): { start: Instant; end: Instant }[] {
  const night = random() < 0.4;
  const at = (week: number, day: number, from: number, hours: number): { start: Instant; end: Instant } => {
    const start = monday + week * weekMs + day * dayMs + from * hourMs;
    return { start, end: start + hours * hourMs };
  };
  return Array.from({ length: weeks }, (_, week) => {
    const days = [0, 1, 2, 3, 4, 5, 6].map((day) => ({ day, key: random() })).toSorted((a, b) => a.key - b.key);
    if (pattern === 'twelve') return days.slice(0, 3).map(({ day }) => (night ? at(week, day, 19, 12 + 9) : at(week, day, 7, 12)));
    if (pattern === 'eights') return days.slice(0, 5).map(({ day }) => (night ? at(week, day, 14, 8) : at(week, day, 6, 8)));
    // Booked with patients but for two half days of the week.
    const free = new Set(days.slice(0, 2).map(({ day }) => `${day % 5}-${random() < 0.5 ? 8 : 13}`));
    return [0, 1, 2, 3, 4].flatMap((day) => [8, 13].filter((hour) => !free.has(`${day}-${hour}`)).map((hour) => at(week, day, hour, 4)));
  }).flat();
}

function trainer(i: number, slots: readonly ClassSlot[], random: () => number): TimetableTrainer {
  const teaches = courses.filter((_, k) => k % 3 === i % 3 || random() < 0.3).map(({ courseId }) => courseId);
  const away = slots.filter(() => random() < 0.08);
  return { personId: `T${i}`, teaches, sites: ['main'], away };
}
