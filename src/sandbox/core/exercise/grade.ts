import { minuteMs } from '#kernel/time.ts';
import { findingsOf, type Finding } from './findings.ts';
import type { Evaluate, Exercise, Expression, Grade, Run, Task, TaskGrade } from './model.ts';
import { seenOf, type Seen } from './view.ts';
import { firstWrongWrite, wrongPatient } from './wrong-patient.ts';

/** While an exercise is graded: each task once, whatever others say that it must come after. */
export interface Grading {
  readonly exercise: Exercise;
  readonly run: Run;
  readonly seen: Seen;
  readonly evaluate: Evaluate;
  readonly known: Map<string, TaskGrade>;
}

/**
 * The grade of a run as it stands: the same at any time for the same run, so that it can be shown live and made again later.
 * @throws Error when an expression of the exercise can't be evaluated, which the linter and its own test runs find first
 */
export const grade = (exercise: Exercise, run: Run, evaluate: Evaluate): Grade => gradeWith(openGrading(exercise, run, evaluate));

/** @throws Error as `grade` does */
export function gradeWith(grading: Grading): Grade {
  const { exercise, run } = grading;
  const tasks = [...exercise.tasks.map((task) => gradeTask(grading, task)), ...(exercise.anyChart ? [] : [gradeChart(exercise, run)])];
  const wanted = tasks.filter(({ kind }) => kind === 'find');
  const total = sum(wanted.map(({ weight }) => weight));
  const gained = sum(wanted.map(({ weight, achieved }) => weight * achieved));
  const lost = sum(tasks.map(({ kind, weight, achieved }) => (kind === 'never' ? weight * (1 - achieved) : 0)));
  const unsafe = tasks.some(({ kind, critical, achieved }) => kind === 'never' && critical && achieved < 1);
  const score = unsafe || total === 0 ? 0 : round(Math.max(0, gained - lost) / total);
  return {
    score,
    passed: !unsafe && score >= exercise.passScore && tasks.every(({ critical, achieved }) => !critical || achieved === 1),
    unsafe,
    tasks,
    clicks: sum(run.trail.map(({ kind, count }) => (kind === 'clicked' && typeof count === 'number' ? count : 0))),
    minutes: minutesOf(run),
  };
}

export const openGrading = (exercise: Exercise, run: Run, evaluate: Evaluate): Grading => ({
  exercise,
  run,
  seen: seenOf(exercise, run),
  evaluate,
  known: new Map(),
});

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const round = (share: number): number => Math.round(share * 1e6) / 1e6;

function minutesOf({ written, trail, startedAt }: Run): number {
  const times = [...written.flatMap(({ by, at }) => (by === 'learner' ? [at] : [])), ...trail.map(({ at }) => at)];
  const last = times.reduce((latest, at) => Math.max(latest, at), startedAt);
  return Math.round((last - startedAt) / (minuteMs / 10)) / 10;
}

function gradeTask(grading: Grading, task: Task): TaskGrade {
  const known = grading.known.get(task.id);
  if (known) return known;
  const found = task.never === undefined ? gradeFind(grading, task) : gradeNever(grading, task, task.never);
  grading.known.set(task.id, found);
  return found;
}

function told(task: Task, achieved: number, at: number | null, places: readonly (string | null)[]): TaskGrade {
  const { id, text, phase, weight, critical, why, where } = task;
  const kind = task.never === undefined ? 'find' : 'never';
  const shown = [...new Set(places.flatMap((place) => (place === null ? [] : [place])))];
  const part = achieved > 0 && achieved < 1 ? `In part (${Math.round(achieved * 100)}%). ` : '';
  return {
    id,
    text,
    phase,
    weight,
    kind,
    critical,
    achieved: round(achieved),
    why: achieved === 1 ? null : `${part}${why}`,
    where: achieved === 1 ? shown : [where, ...shown],
    at,
  };
}

function gradeFind(grading: Grading, task: Task): TaskGrade {
  const counting = countingOf(grading, task);
  const find = (expression: Expression): Finding[] => findingsOf(expression, grading.seen, grading.evaluate).filter(counting);
  if (task.parts) {
    const parts = task.parts.map(({ find: expression, weight }) => ({ weight, found: find(expression) }));
    const achieved = sum(parts.map(({ weight, found }) => (found.length > 0 ? weight : 0))) / sum(parts.map(({ weight }) => weight));
    const times = parts.flatMap(({ found }) => found[0]?.at ?? []);
    const at = times.length === 0 ? null : achieved === 1 ? Math.max(...times) : Math.min(...times);
    return told(
      task,
      achieved === 1 || round(achieved) < 1 ? achieved : 1,
      at,
      parts.flatMap(({ found }) => found.map(({ place }) => place)),
    );
  }
  const found = find(task.find ?? '{}');
  const achieved = Math.min(1, found.length / task.atLeast);
  const last = found[Math.min(found.length, task.atLeast) - 1];
  return told(
    task,
    achieved,
    last?.at ?? null,
    found.map(({ place }) => place),
  );
}

/** Does a finding lie within the times that the task allows? */
export function countingOf(grading: Grading, task: Task): (finding: Finding) => boolean {
  const from = reached(grading, task.after);
  const until = task.withinMin === undefined ? Infinity : startOf(grading, task.since) + task.withinMin * minuteMs;
  if (from === -Infinity && until === Infinity) return () => true;
  return ({ at }) => at !== null && at >= from && at <= until;
}

/** When the last of these tasks was achieved: `Infinity` while one is not, `-Infinity` for none. */
function reached(grading: Grading, ids: readonly string[]): number {
  const times = ids.map((id) => {
    const task = grading.exercise.tasks.find((one) => one.id === id);
    const found = task ? gradeTask(grading, task) : null;
    return found?.achieved === 1 ? (found.at ?? -Infinity) : Infinity;
  });
  return Math.max(-Infinity, ...times);
}

function startOf({ exercise, run, ...grading }: Grading, since: string): number {
  if (since === 'start') return run.startedAt;
  if (exercise.events.some(({ id }) => id === since)) return run.written.find(({ by }) => by === `event:${since}`)?.at ?? -Infinity;
  const at = reached({ exercise, run, ...grading }, [since]);
  return at === Infinity ? -Infinity : at;
}

/** Of a `never` task: is a finding a fault, or was it allowed by then? */
export function faultingOf(grading: Grading, task: Task): (finding: Finding) => boolean {
  const allowedFrom = task.until.length === 0 ? Infinity : reached(grading, task.until);
  return ({ at }) => (at ?? -Infinity) < allowedFrom;
}

function gradeNever(grading: Grading, task: Task, expression: Expression): TaskGrade {
  const faults = findingsOf(expression, grading.seen, grading.evaluate).filter(faultingOf(grading, task));
  return told(
    task,
    faults.length === 0 ? 1 : 0,
    faults[0]?.at ?? null,
    faults.map(({ place }) => place),
  );
}

function gradeChart(exercise: Exercise, run: Run): TaskGrade {
  const fault = firstWrongWrite(exercise, run);
  const task: Task = {
    id: wrongPatient,
    text: 'Work in the right chart.',
    phase: 'Throughout',
    weight: 1,
    never: '',
    critical: true,
    atLeast: 1,
    after: [],
    until: [],
    since: 'start',
    hint: 'Compare the name and the date of birth in the banner with those of your patient.',
    why: 'You wrote into the chart of somebody else. In a hospital two people could be harmed by that: the one who got it and the one who did not.',
    where: 'The banner at the top of the chart',
  };
  return told(task, fault ? 0 : 1, fault?.at ?? null, fault ? [fault.place] : []);
}
