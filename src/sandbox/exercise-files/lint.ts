import type { Instant, TimeZone } from '#kernel/time.ts';
import { grade } from '../core/exercise/grade.ts';
import { mutated, play, type PlayOptions } from '../core/exercise/play.ts';
import type { Evaluate, Exercise, Grade, Step } from '../core/exercise/model.ts';
import { wrongPatient } from '../core/exercise/wrong-patient.ts';
import type { Base } from '../core/store/base.ts';
import { evaluate as evaluateAnyhow, expressionFault } from '../evaluate.ts';
import type { ExerciseFile, FileIssue } from './read.ts';

export interface Stage {
  /** The hospital that the exercises begin in. */
  readonly base: Base;
  readonly startsAt: Instant;
  readonly timeZone: TimeZone;
}

type Place = readonly PropertyKey[];
type Say = (place: Place, text: string) => void;

/** What one of an exercise's own runs showed. */
export interface Verdict {
  readonly run: 'gold' | 'empty' | 'mutant';
  /** Of a mutant: which, from 0. */
  readonly index: number;
  readonly grade: Grade;
  /** It shows what it is there to show. */
  readonly holds: boolean;
}

/** Everything that is wrong with an exercise: what can be seen in its file, and then what its own runs show. */
export const lintExercise = (file: ExerciseFile, stage: Stage): FileIssue[] => [...examineExercise(file, stage).issues];

/** @param evaluate another evaluation, for example one that measures */
export function examineExercise(
  { file, exercise, issues, lineOf }: ExerciseFile,
  stage: Stage,
  evaluate: Evaluate = evaluateAnyhow,
): { readonly issues: readonly FileIssue[]; readonly verdicts: readonly Verdict[] } {
  if (!exercise) return { issues, verdicts: [] };
  const found: FileIssue[] = [];
  const say: Say = (place, text) => void found.push({ file, line: lineOf(place), text });
  names(exercise, say);
  expressions(exercise, say);
  people(exercise, stage.base, say);
  const verdicts = found.length === 0 ? runs(exercise, stage, evaluate, say) : [];
  return { issues: found, verdicts };
}

function names(exercise: Exercise, say: Say): void {
  const unique = (ids: readonly string[], field: string): void =>
    ids.forEach((id, index) => ids.indexOf(id) < index && say([field, index, 'id'], `"${id}" is used twice.`));
  const tasks = exercise.tasks.map(({ id }) => id);
  unique(tasks, 'tasks');
  unique(
    exercise.events.map(({ id }) => id),
    'events',
  );
  unique(
    exercise.gold.map(({ id }) => id),
    'gold',
  );
  const events = new Set(exercise.events.map(({ id }) => id));
  exercise.tasks.forEach(({ after, until, since }, index) => {
    for (const [field, ids] of Object.entries({ after, until }))
      for (const id of ids) if (!tasks.includes(id)) say(['tasks', index, field], `There is no task "${id}".`);
    if (since !== 'start' && !tasks.includes(since) && !events.has(since))
      say(['tasks', index, 'since'], `"${since}" is neither start nor a task nor an event.`);
  });
  const circle = circleIn(exercise);
  if (circle !== null) say(['tasks', tasks.indexOf(circle)], `"${circle}" has to come after itself.`);
  const steps = new Set(exercise.gold.map(({ id }) => id));
  exercise.mutants.forEach(({ breaks, also, without }, index) => {
    for (const id of [breaks, ...also]) if (!tasks.includes(id)) say(['mutants', index], `There is no task "${id}".`);
    for (const id of without) if (!steps.has(id)) say(['mutants', index, 'without'], `There is no gold step "${id}".`);
  });
}

/** A task that, followed by what it waits for, leads back to itself. */
function circleIn({ tasks }: Exercise): string | null {
  const waits = new Map(tasks.map(({ id, after, until, since }) => [id, [...after, ...until, since]]));
  for (const { id } of tasks) {
    const seen = new Set<string>();
    const next = [...(waits.get(id) ?? [])];
    for (let one = next.pop(); one !== undefined; one = next.pop()) {
      if (one === id) return id;
      if (!seen.has(one)) next.push(...(waits.get(one) ?? []));
      seen.add(one);
    }
  }
  return null;
}

function expressions({ tasks, events }: Exercise, say: Say): void {
  const check = (expression: string | undefined, place: Place): void => {
    const fault = expression === undefined ? null : expressionFault(expression);
    if (fault !== null) say(place, `The expression can't be read: ${fault}`);
  };
  tasks.forEach(({ find, never, parts }, index) => {
    check(find, ['tasks', index, 'find']);
    check(never, ['tasks', index, 'never']);
    parts?.forEach((part, at) => check(part.find, ['tasks', index, 'parts', at, 'find']));
  });
  events.forEach(({ when }, index) => check(when.find, ['events', index, 'when', 'find']));
}

function people({ learner, patients, anyChart }: Exercise, base: Base, say: Say): void {
  const isThere = (reference: string): boolean => {
    const [type = '', id = ''] = reference.split('/');
    return base.holds(type, id);
  };
  if (!isThere(learner)) say(['learner'], `${learner} does not work in the hospital.`);
  patients.forEach((one, index) => !isThere(one) && say(['patients', index], `${one} is not in the hospital.`));
  if (patients.length === 0 && !anyChart) say([], 'patients: name at least one, or say anyChart: true.');
}

function runs(exercise: Exercise, { base, startsAt, timeZone }: Stage, evaluate: Evaluate, say: Say): Verdict[] {
  const options: PlayOptions = { base, startedAt: startsAt, timeZone, evaluate };
  const verdicts: Verdict[] = [];
  /** Plays and grades; what is said of it meanwhile decides whether the run holds. */
  const judged = (run: Verdict['run'], index: number, steps: readonly Step[], place: Place, judge: (given: Grade, say: Say) => void) => {
    let holds = true;
    const tell: Say = (at, text) => {
      holds = false;
      say(at, text);
    };
    try {
      const played = play(exercise, steps, options);
      for (const fault of played.faults) tell(place, fault);
      const given = grade(exercise, played.run, evaluate);
      judge(given, tell);
      verdicts.push({ run, index, grade: given, holds });
    } catch (error) {
      say(place, `A run ended with: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  judged('gold', 0, exercise.gold, ['gold'], (given, tell) => judgeGold(exercise, given, tell));
  if (verdicts.length === 0) return [];
  judged('empty', 0, [], ['start'], ({ score, passed }, tell) => {
    if (score > 0 || passed) tell(['tasks'], `Doing nothing scores ${score}.`);
  });
  exercise.mutants.forEach(({ breaks, also, ...change }, index) =>
    judged('mutant', index, mutated(exercise.gold, change), ['mutants', index], ({ tasks }, tell) => {
      const failing = tasks.filter(({ achieved }) => achieved < 1).map(({ id }) => id);
      if (!failing.includes(breaks)) tell(['mutants', index], `"${breaks}" holds in spite of it.`);
      for (const id of failing)
        if (id !== breaks && !also.includes(id)) tell(['mutants', index], `"${id}" fails too: name it in also, or change less.`);
      for (const id of also) if (!failing.includes(id)) tell(['mutants', index, 'also'], `"${id}" does not fail.`);
    }),
  );
  exercise.tasks.forEach(({ id }, index) => {
    if (!exercise.mutants.some(({ breaks }) => breaks === id)) say(['tasks', index, 'id'], `No mutant shows that "${id}" can fail.`);
  });
  return verdicts;
}

function judgeGold(exercise: Exercise, { tasks, passed, score, minutes }: Grade, tell: Say): void {
  for (const { id, achieved } of tasks)
    if (achieved < 1) tell(placeOf(exercise, id), `The gold run achieves only ${Math.round(achieved * 100)}% of "${id}".`);
  if (!passed) tell(['gold'], `The gold run does not pass (score ${score}).`);
  if (minutes > exercise.minutes) tell(['minutes'], `The gold run takes ${minutes} minutes.`);
}

function placeOf({ tasks }: Exercise, id: string): Place {
  const index = tasks.findIndex((one) => one.id === id);
  return index < 0 || id === wrongPatient ? ['patients'] : ['tasks', index];
}
