import { toLocal, type Instant } from '#kernel/time.ts';
import type { Person } from '#directory/contract.ts';
import { wishesOf, type SeatWish } from '../core/classes/wishes.ts';
import { dutiesOf } from '../core/gate/duties.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { loadLearners, loadRules } from '../shell/load-gate.ts';
import { loadCourses } from './set-up.ts';
import type { Reader } from './tables.ts';

export interface NeededSeat extends SeatWish {
  readonly person: Person;
}

/** Who still needs which class: computed from requirements, teachings and the ledger, for everybody or for these. */
export async function neededSeats(on: Reader, now: Instant, personIds?: readonly string[]): Promise<NeededSeat[]> {
  const [rules, learners, facts, courses] = await Promise.all([
    loadRules(on),
    loadLearners(on, personIds),
    loadFacts(on, personIds ? { personIds } : {}),
    loadCourses(on),
  ]);
  const known = new Set(courses.map(({ courseId }) => courseId));
  const today = toLocal(now, rules.timeZone).date;
  const factsOf = Map.groupBy(facts, ({ personId }) => personId);
  return learners
    .filter(({ learner }) => learner.endDate === null || learner.endDate >= today)
    .flatMap(({ person, learner }) => {
      const duties = dutiesOf(learner, rules, factsOf.get(learner.personId) ?? [], now);
      return wishesOf(learner.personId, duties, rules.teachings, now, rules.timeZone)
        .filter(({ courseId }) => known.has(courseId))
        .map((wish) => ({ ...wish, person }));
    });
}
