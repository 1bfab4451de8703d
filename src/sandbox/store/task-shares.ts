import { sql } from 'kysely';
import { tables, type Reader } from './tables.ts';

/** How a task went in each learner's first graded attempt. */
export interface TaskShare {
  readonly exerciseId: string;
  readonly taskId: string;
  /** As the newest of these attempts had it. */
  readonly text: string;
  readonly people: number;
  /** Mean of what was achieved, 0 to 1. */
  readonly share: number;
}

/** For training: every task of every exercise that somebody handed in. */
export async function loadTaskShares(on: Reader): Promise<TaskShare[]> {
  const { rows } = await sql<TaskShare>`
    select exercise_id as "exerciseId", task->>'id' as "taskId", (array_agg(task->>'text' order by submitted_at desc))[1] as text,
      count(*)::int as people, avg((task->>'achieved')::float8) as share
    from (${firstGrades}) first, jsonb_array_elements(result->'tasks') task
    group by exercise_id, task->>'id'`.execute(tables(on));
  return rows;
}

export interface ExercisePace {
  readonly exerciseId: string;
  readonly people: number;
  /** Attempts that nobody handed in, begun before `before`. */
  readonly left: number;
  /** On the hospital's clock. */
  readonly medianMinutes: number | null;
}

/** For training: how long first attempts took, and how many were left. `before`: whoever began later may still go on. */
export async function loadExercisePace(on: Reader, before: Date): Promise<ExercisePace[]> {
  const { rows } = await sql<ExercisePace>`
    select exercise_id as "exerciseId", count(distinct account_id)::int as people,
      (count(distinct account_id) filter (where submitted_at is null and started_at < ${before}))::int as left,
      (select percentile_cont(0.5) within group (order by (first.result->>'minutes')::float8) from (${firstGrades}) first
        where first.exercise_id = a.exercise_id) as "medianMinutes"
    from sandbox_attempt a where exercise_id is not null group by exercise_id`.execute(tables(on));
  return rows;
}

const firstGrades = sql`
  select a.exercise_id, a.submitted_at, g.result
  from (select distinct on (account_id, exercise_id) attempt_id, exercise_id, submitted_at from sandbox_attempt
    where exercise_id is not null and submitted_at is not null order by account_id, exercise_id, submitted_at) a
  cross join lateral (select result from sandbox_grade g where g.attempt_id = a.attempt_id order by grade_id desc limit 1) g`;
