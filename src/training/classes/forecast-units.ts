import { loadGoLives } from '#directory/index.ts';
import { dayMs, shiftedInstant, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { chanceFrom, forecastReadiness, type OutstandingStep } from '../core/timetable/forecast.ts';
import { dutiesOf } from '../core/gate/duties.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadLearners, loadRules } from '../shell/load-gate.ts';
import { loadMeetings, loadSeatsOf } from './meetings.ts';
import type { Reader } from './tables.ts';

/** Share of a unit's people that must be certified by its date (published minimum pass marks of go/no-go: 85 to 100%). */
const shareWanted = 0.95;

const bottleneckText = {
  seats: (course: string, people: number) => `${people} have no seat for ${course}`,
  passing: (course: string, people: number) => `${course} is often not passed; ${people} still have to`,
  coming: (course: string, people: number) => `seats of ${course} often stay empty; ${people} still have to come`,
};

/** For each unit whose go-live is ahead: will its people be certified by then? */
export async function forecastUnits(on: Reader, now: Instant, units: readonly { readonly unitId: string; readonly name: string }[]) {
  const rules = await loadRules(on);
  const today = toLocal(now, rules.timeZone).date;
  const dates = firstGoLives(await loadGoLives(on), today);
  const learners = (await loadLearners(on)).filter(({ person }) => person.homeUnit !== null && dates.has(person.homeUnit));
  const facts = await loadFacts(on);
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  const rates = ratesOf(facts);
  const ids = learners.map(({ learner }) => learner.personId);
  const seats = Map.groupBy(await loadSeatsOf(on, ids, now), ({ personId }) => personId);
  const ahead = await loadMeetings(on, { start: now, end: now + 200 * dayMs });
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
        .filter(({ person }) => person.homeUnit === unitId)
        .map(({ learner }) => {
          const duties = dutiesOf(learner, rules, factsOf.get(learner.personId) ?? [], now);
          const missing = duties.filter((duty) => duty.mandatory && (duty.state === 'open' || duty.state === 'expired'));
          return stepsOf(
            learner.personId,
            missing.map(({ competencyId }) => competencyId),
            by,
          );
        });
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
function ratesOf(facts: Awaited<ReturnType<typeof loadFacts>>): (id: string) => { show: number; pass: number } {
  const tally = new Map<string, { came: number; missed: number; passed: number; failed: number }>();
  const of = (id: string) => tally.get(id) ?? tally.set(id, { came: 0, missed: 0, passed: 0, failed: 0 }).get(id);
  for (const fact of facts) {
    if (fact.kind === 'class-attended') add(of(fact.moduleId), 'came');
    else if (fact.kind === 'class-missed') add(of(fact.moduleId), 'missed');
    else if (fact.kind === 'module-passed') add(of(fact.moduleId), 'passed');
    else if (fact.kind === 'module-failed') add(of(fact.moduleId), 'failed');
    else if (fact.kind === 'exercise-graded') add(of(fact.exerciseId), fact.passed ? 'passed' : 'failed');
  }
  return (id) => {
    const { came, missed, passed, failed } = tally.get(id) ?? { came: 0, missed: 0, passed: 0, failed: 0 };
    // What is attended is passed by that; what is passed or failed was come to.
    return {
      show: came + missed === 0 ? 1 : chanceFrom(came, came + missed),
      pass: passed + failed === 0 ? 1 : chanceFrom(passed, passed + failed),
    };
  };
}

function add<K extends string>(counts: Record<K, number> | undefined, key: K): void {
  if (counts) counts[key]++;
}
