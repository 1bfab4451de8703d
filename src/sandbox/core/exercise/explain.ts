import { countingOf, faultingOf, gradeWith, openGrading, type Grading } from './grade.ts';
import { findingsOf, type Finding } from './findings.ts';
import type { Evaluate, Exercise, Expression, Grade, Run, Task } from './model.ts';

/** One expression of a task: what it found, and which of that counts for it. */
export interface RuleSight {
  readonly taskId: string;
  /** Which of the task's parts, from 0; null: the task has but one expression. */
  readonly part: number | null;
  readonly expression: Expression;
  readonly findings: readonly (Finding & { readonly counts: boolean })[];
  /** Why it could not be evaluated; null: it could. */
  readonly fault: string | null;
}

export interface Explained {
  readonly grade: Grade;
  readonly rules: readonly RuleSight[];
}

/** A grade with everything that its rules looked at. Never throws: an expression that can't be evaluated finds nothing, and says why. */
export function explainGrade(exercise: Exercise, run: Run, evaluate: Evaluate): Explained {
  const faults = new Map<Expression, string>();
  const careful: Evaluate = (expression, view) => {
    try {
      return evaluate(expression, view);
    } catch (error) {
      faults.set(expression, error instanceof Error ? error.message : String(error));
      return [];
    }
  };
  const grading = openGrading(exercise, run, careful);
  const grade = gradeWith(grading);
  const sight = (task: Task, expression: Expression, part: number | null): RuleSight => ({
    taskId: task.id,
    part,
    expression,
    findings: sorted(grading, task, expression),
    fault: faults.get(expression) ?? null,
  });
  const rules = exercise.tasks.flatMap((task) =>
    task.parts ? task.parts.map(({ find }, part) => sight(task, find, part)) : [sight(task, task.never ?? task.find ?? '{}', null)],
  );
  return { grade, rules };
}

function sorted(grading: Grading, task: Task, expression: Expression): RuleSight['findings'] {
  const counts = task.never === undefined ? countingOf(grading, task) : faultingOf(grading, task);
  return findingsOf(expression, grading.seen, grading.evaluate).map((finding) => ({ ...finding, counts: counts(finding) }));
}
