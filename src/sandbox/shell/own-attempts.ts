import type { OwnAttempt } from '../contract.ts';
import type { AttemptRow } from '../store/attempts.ts';
import { findClasses } from '../store/classes.ts';
import { loadMarks } from '../store/grades.ts';
import { titleOf, viewOf } from './describe.ts';
import type { Practice } from './practice.ts';

/** A learner's own list: of a class the mark is there once it is released. */
export async function ownAttempts({ db, shelf }: Practice, rows: readonly AttemptRow[]): Promise<OwnAttempt[]> {
  const submitted = rows.filter(({ submitted_at }) => submitted_at !== null);
  const [marks, classes] = await Promise.all([
    loadMarks(
      db,
      submitted.map(({ attempt_id }) => attempt_id),
    ),
    findClasses(db, [...new Set(rows.flatMap(({ class_id }) => class_id ?? []))]),
  ]);
  await Promise.all(rows.map((row) => shelf.bring(row)));
  const byId = new Map(classes.map((one) => [one.class_id, one]));
  return rows.map((row) => {
    const joined = row.class_id === null ? null : byId.get(row.class_id);
    const held = row.submitted_at !== null && joined != null && joined.marks_released_at === null;
    return {
      ...viewOf(row, titleOf(row, shelf)),
      className: joined?.name ?? null,
      held: held && row.exercise_id !== null,
      mark: held ? null : (marks.get(row.attempt_id) ?? null),
    };
  });
}
