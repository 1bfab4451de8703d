import { minuteMs } from '#kernel/time.ts';
import type { Found, Rehearsal, RuleResult, Seen } from '../contract.ts';
import { titleOf } from '../core/sitting/step-words.ts';
import { explainGrade, type Explained, type RuleSight } from '../core/exercise/explain.ts';
import { findingsOf, type Finding } from '../core/exercise/findings.ts';
import type { Exercise, Run, TaskGrade } from '../core/exercise/model.ts';
import { mutated, play } from '../core/exercise/play.ts';
import { seenOf } from '../core/exercise/view.ts';
import { isFields, textOf } from '../core/fhir/resource.ts';
import type { Stage } from '../exercise-files/lint.ts';
import { evaluate } from '../evaluate.ts';
import type { Jobs, Play } from './jobs.ts';
import { readSource } from './read-source.ts';

/** How much of what was found is shown. */
const seenMax = 40;
const jsonLengthMax = 3000;
const momentsMax = 400;

/** Plays a run by the rules of a file, and tells what each rule saw. */
export function rehearse({ exerciseId, source, play: wanted, expression }: Jobs['rehearse']['ask'], stage: Stage): Rehearsal {
  const { exercise, issues } = readSource(exerciseId, source);
  if (!exercise) return { issues: issues.map(({ line, text }) => ({ line, text })), result: null };
  const { run, faults } = runFor(exercise, wanted, stage);
  const explained = explainGrade(exercise, run, evaluate);
  const { score, passed, unsafe, minutes } = explained.grade;
  const minuteOf = (at: number | null): number | null => (at === null ? null : Math.round((at - run.startedAt) / (minuteMs / 10)) / 10);
  return {
    issues: [],
    result: {
      score,
      passed,
      unsafe,
      minutes,
      rules: explained.grade.tasks.map((task) => ruleResult(task, explained, minuteOf)),
      moments: momentsOf(exercise, run, minuteOf),
      faults: [...faults],
      asked: expression.trim() === '' ? null : ask(exercise, run, expression, minuteOf),
    },
  };
}

function runFor(exercise: Exercise, wanted: Play, { base, startsAt, timeZone }: Stage): { run: Run; faults: readonly string[] } {
  if (wanted.run === 'given') return { run: wanted.given, faults: [] };
  const mutant = wanted.run === 'mutant' ? exercise.mutants[wanted.index] : undefined;
  if (wanted.run === 'mutant' && !mutant) return { ...playWith([]), faults: ['There is no such mutant any more.'] };
  return playWith(wanted.run === 'empty' ? [] : mutant ? mutated(exercise.gold, mutant) : exercise.gold);

  function playWith(steps: Exercise['gold']) {
    return play(exercise, steps, { base, startedAt: startsAt, timeZone, evaluate: quiet });
  }
}

/** An event's expression that fails finds nothing: the linter tells of it. */
const quiet: typeof evaluate = (expression, view) => {
  try {
    return evaluate(expression, view);
  } catch {
    return [];
  }
};

type MinuteOf = (at: number | null) => number | null;

function ruleResult(task: TaskGrade, { rules }: Explained, minuteOf: MinuteOf): RuleResult {
  const { id, text, phase, kind, weight, critical, achieved, at, why } = task;
  const found = rules.filter(({ taskId }) => taskId === id).map((sight) => foundView(sight, minuteOf));
  return { taskId: id, text, phase, kind, weight, critical, achieved, minute: minuteOf(at), why, found };
}

const foundView = ({ expression, fault, findings }: Pick<RuleSight, 'expression' | 'fault' | 'findings'>, minuteOf: MinuteOf): Found => ({
  expression,
  fault,
  count: findings.length,
  seen: findings.slice(0, seenMax).map((one) => seenView(one, one.counts, minuteOf)),
});

const seenView = ({ at, place, item }: Finding, counts: boolean, minuteOf: MinuteOf): Seen => {
  const json = typeof item === 'string' ? item : JSON.stringify(item, null, 2);
  return {
    place,
    title: titleFor(item),
    minute: minuteOf(at),
    counts,
    json: json.length > jsonLengthMax ? `${json.slice(0, jsonLengthMax)} …` : json,
  };
};

function titleFor(item: unknown): string {
  if (!isFields(item)) return typeof item === 'string' ? item : JSON.stringify(item);
  if (typeof item.resourceType === 'string') return titleOf(item);
  const { kind, at: _at, ...rest } = item;
  const facts = Object.values(rest).flatMap((value) => (typeof value === 'string' || typeof value === 'number' ? [String(value)] : []));
  const named = textOf(kind) ?? textOf(item.display) ?? textOf(item.text);
  return [named, ...(kind === undefined ? [] : facts)].filter(Boolean).join(' · ') || JSON.stringify(item).slice(0, 120);
}

function ask(exercise: Exercise, run: Run, expression: string, minuteOf: MinuteOf): Found {
  try {
    const findings = findingsOf(expression, seenOf(exercise, run), evaluate).map((one) => ({ ...one, counts: true }));
    return foundView({ expression, fault: null, findings }, minuteOf);
  } catch (error) {
    return { expression, fault: error instanceof Error ? error.message : String(error), count: 0, seen: [] };
  }
}

type Moments = NonNullable<Rehearsal['result']>['moments'];

/** What happened in the run, as a list to read along. */
function momentsOf({ events }: Exercise, { written, trail }: Run, minuteOf: MinuteOf): Moments {
  const eventText = (by: string): string => events.find(({ id }) => `event:${id}` === by)?.text ?? by;
  const writes = written.flatMap(({ at, by, type, id, resource }) =>
    by === 'start' ? [] : [{ at, by, text: resource ? titleOf(resource) : `${type} deleted`, place: `${type}/${id}` }],
  );
  const told = [...new Map(written.filter(({ by }) => by.startsWith('event:')).map(({ by, at }) => [by, at]))].map(([by, at]) => ({
    at,
    by,
    text: eventText(by),
    place: null,
  }));
  const noted = trail.map(({ at, ...note }) => ({ at, by: 'learner', text: titleFor(note), place: null }));
  return [...told, ...noted, ...writes]
    .toSorted((a, b) => a.at - b.at)
    .slice(0, momentsMax)
    .map(({ at, ...one }) => ({ minute: minuteOf(at) ?? 0, ...one }));
}
