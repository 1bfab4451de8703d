import type { Cmi5Verb } from './cmi5-vocabulary.ts';
import { unitsOf, type Course, type CourseNode, type CourseUnit } from './course.ts';

/** What has been said of each unit, by its place in the course. */
export type SaidByUnit = ReadonlyMap<number, ReadonlySet<Cmi5Verb>>;

export interface CourseState {
  /** By place in the course. */
  readonly units: readonly { readonly satisfied: boolean; readonly waived: boolean }[];
  /** The author's ids of blocks with all of their units satisfied, inner ones first. */
  readonly blocks: readonly string[];
  readonly satisfied: boolean;
  /** Done by the learner's own passing: no unit was waived, and at least one was passed. */
  readonly passed: boolean;
}

/** Whether a unit is done (cmi5 13.1.4); waived is done whatever it asks (9.3.7). */
export function isSatisfied({ moveOn }: Pick<CourseUnit, 'moveOn'>, said: ReadonlySet<Cmi5Verb>): boolean {
  if (said.has('waived')) return true;
  const [passed, completed] = [said.has('passed'), said.has('completed')];
  switch (moveOn) {
    case 'Passed':
      return passed;
    case 'Completed':
      return completed;
    case 'CompletedAndPassed':
      return completed && passed;
    case 'CompletedOrPassed':
      return completed || passed;
    case 'NotApplicable':
      return true;
  }
}

/** Follows from statements alone: the same ledger gives the same state. */
export function courseState(course: Course, said: SaidByUnit): CourseState {
  const of = (place: number): ReadonlySet<Cmi5Verb> => said.get(place) ?? new Set();
  const units = unitsOf(course.children).map((unit, place) => ({
    satisfied: isSatisfied(unit, of(place)),
    waived: of(place).has('waived'),
  }));
  const blocks: string[] = [];
  let place = 0;
  const walk = (nodes: readonly CourseNode[]): boolean => {
    const done = nodes.map((node) => {
      if (node.kind === 'unit') return units[place++]?.satisfied ?? false;
      const isDone = walk(node.children);
      if (isDone) blocks.push(node.id);
      return isDone;
    });
    return done.every(Boolean);
  };
  const satisfied = walk(course.children);
  const passed = satisfied && units.every((one) => !one.waived) && units.some((_, index) => of(index).has('passed'));
  return { units, blocks, satisfied, passed };
}
