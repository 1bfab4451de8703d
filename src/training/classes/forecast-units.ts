import { loadGoLives } from '#directory/index.ts';
import type { Db } from '#platform/db/open.ts';
import { dayMs, shiftedInstant, type Instant, type LocalDate } from '#kernel/time.ts';
import { chanceFrom, forecastReadiness, type OutstandingStep } from '../core/timetable/forecast.ts';
import type { Tally } from '../core/gate/summary.ts';
import { learnerBook } from '../shell/learner-book.ts';
import { loadMeetings, loadSeatsOf } from './meetings.ts';

/** Share of a unit's people that must be certified by its date (published minimum pass marks of go/no-go: 85 to 100%). */
const shareWanted = 0.95;

const bottleneckText = {
  seats: (course: string, people: number) => `${people} have no seat for ${course}`,
  passing: (course: string, people: number) => `${course} is often not passed; ${people} still have to`,
  coming: (course: string, people: number) => `seats of ${course} often stay empty; ${people} still have to come`,
};

/** For each unit whose go-live is ahead: will its people be certified by then? */
export async function forecastUnits(db: Db, now: Instant, units: readonly { readonly unitId: string; readonly name: string }[]) {
  const { rules, today, lines } = await learnerBook(db, now);
  const dates = firstGoLives(await loadGoLives(db), today);
  const learners = [...lines.values()].filter(
    ({ homeUnit, endDate }) => homeUnit !== null && dates.has(homeUnit) && (endDate === null || endDate >= today),
  );
  const rates = ratesOf([...lines.values()].map(({ summary }) => summary.tallies));
  const ids = learners.filter(({ summary }) => (summary.readiness?.toProve.length ?? 0) > 0).map(({ personId }) => personId);
  const seats = Map.groupBy(await loadSeatsOf(db, ids, now), ({ personId }) => personId);
  const ahead = await loadMeetings(db, { start: now, end: now + 200 * dayMs });
  const stepsOf = (personId: string, competencies: readonly string[], by: Instant): OutstandingStep[] =>
    competencies.map((competencyId) => {
      const teaching = rules.teachings.find((one) => one.competencyId === competencyId);
      const id = teaching?.activityId ?? competencyId;
      const { show, pass } = rates(id);
      const booked = (seats.get(personId) ?? []).some(
        (one) => one.meeting.courseId === id && one.state === 'seated' && one.meeting.end <= by,
      );
      // Whatever can be done alone can be tried again; a class needs a seat, and a second seat needs a free one.
      const free = ahead.some((one) => one.courseId === id && one.end <= by);
      const chances = teaching?.activity === 'class' ? (booked ? 1 : 0) + (free && booked ? 1 : 0) : 2;
      return { courseId: id, chances, showChance: show, passChance: pass };
    });
  return {
    shareWanted,
    units: units.flatMap(({ unitId, name }) => {
      const date = dates.get(unitId);
      if (date === undefined) return [];
      const by = shiftedInstant(date, '00:00', rules.timeZone);
      const open = learners
        .filter(({ homeUnit }) => homeUnit === unitId)
        .map(({ personId, summary }) => stepsOf(personId, summary.readiness?.toProve ?? [], by));
      if (open.length === 0) return [];
      const { probability, expected, people, bottleneck } = forecastReadiness(open, shareWanted);
      return [
        {
          unitId,
          unitName: name,
          date,
          people,
          expected,
          probability,
          certified: open.filter((steps) => steps.length === 0).length,
          bottleneck: bottleneck && {
            kind: bottleneck.kind,
            courseId: bottleneck.courseId,
            people: bottleneck.people,
            text: bottleneckText[bottleneck.kind](bottleneck.courseId, bottleneck.people),
          },
        },
      ];
    }),
  };
}

function firstGoLives(goLives: readonly { readonly unitId: string; readonly date: LocalDate }[], today: LocalDate): Map<string, LocalDate> {
  const first = new Map<string, LocalDate>();
  for (const { unitId, date } of goLives) if (date >= today && (first.get(unitId) ?? '9') > date) first.set(unitId, date);
  return first;
}

/** How often people came and passed so far, by course or module; voided attempts count as well. */
function ratesOf(all: readonly ReadonlyMap<string, Tally>[]): (id: string) => { show: number; pass: number } {
  const sums = new Map<string, { -readonly [K in keyof Tally]: number }>();
  for (const tallies of all)
    for (const [id, tally] of tallies) {
      const sum = sums.get(id);
      if (sum) for (const what of ['came', 'missed', 'passed', 'failed'] as const) sum[what] += tally[what];
      else sums.set(id, { ...tally });
    }
  return (id) => {
    const { came, missed, passed, failed } = sums.get(id) ?? { came: 0, missed: 0, passed: 0, failed: 0 };
    // What is attended is passed by that; what is passed or failed was come to.
    return {
      show: came + missed === 0 ? 1 : chanceFrom(came, came + missed),
      pass: passed + failed === 0 ? 1 : chanceFrom(passed, passed + failed),
    };
  };
}
