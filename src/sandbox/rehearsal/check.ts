import type { AuthorIssue, Checked, RunVerdict } from '../contract.ts';
import type { Exercise, Expression } from '../core/exercise/model.ts';
import { examineExercise, type Stage, type Verdict } from '../exercise-files/lint.ts';
import { evaluate } from '../evaluate.ts';
import { metered } from './metered.ts';
import { readSource } from './read-source.ts';

/** More than these help nobody: the first are the cause of the others. */
const issuesMax = 200;

/** What is wrong in a file, and what its own runs show. */
export function checkSource(exerciseId: string, source: string, stage: Stage): Checked {
  const file = readSource(exerciseId, source);
  const { exercise, lineOf } = file;
  const meter = metered(evaluate);
  const { issues, verdicts } = examineExercise(file, stage, meter.evaluate);
  const slow = exercise === null ? [] : [...meter.slow].map(([expression, ms]) => slowIssue(exercise, expression, ms, lineOf));
  return {
    issues: [...issues.map(({ line, text }) => ({ line, text })), ...slow].toSorted((a, b) => a.line - b.line).slice(0, issuesMax),
    verdicts: exercise === null ? [] : verdicts.map((one) => verdictView(exercise, one)),
    title: exercise?.title ?? null,
  };
}

function slowIssue(
  { tasks, events }: Exercise,
  slow: Expression,
  ms: number,
  lineOf: (path: readonly PropertyKey[]) => number,
): AuthorIssue {
  const text = `The expression takes ${ms} ms to look at one run: learners would wait for it at every step. Make it simpler.`;
  const task = tasks.findIndex(({ find, never, parts }) => find === slow || never === slow || parts?.some((part) => part.find === slow));
  if (task >= 0) return { line: lineOf(['tasks', task]), text };
  return { line: lineOf(['events', events.findIndex(({ when }) => when.find === slow)]), text };
}

const verdictView = ({ mutants }: Exercise, { run, index, grade, holds }: Verdict): RunVerdict => ({
  run,
  index,
  breaks: run === 'mutant' ? (mutants[index]?.breaks ?? null) : null,
  score: grade.score,
  passed: grade.passed,
  failing: grade.tasks.flatMap(({ id, achieved }) => (achieved < 1 ? [id] : [])),
  holds,
});
