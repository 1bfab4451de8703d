import type { ColumnType, Generated } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';

/** The tables of the practice EHR, as `migrations/0050-practice-ehr.sql` has them. `jsonb` takes text and gives values. */
type Json<T> = ColumnType<T, string, string>;

export interface AttemptTable {
  attempt_id: string;
  account_id: string;
  person_id: string | null;
  learner_name: string;
  exercise_id: string | null;
  class_id: string | null;
  hospital_id: string;
  virtual_start: Date;
  time_zone: string;
  started_at: Date;
  last_entry_at: Date;
  entry_count: Generated<number>;
  submitted_at: Date | null;
  exam: boolean;
  ends_at: Date | null;
}

export interface ClassTable {
  class_id: string;
  code: string;
  name: string;
  exercise_id: string | null;
  opened_by: string;
  opened_by_name: string;
  opened_at: Date;
  closed_at: Date | null;
  marks_released_at: Date | null;
  exam: boolean;
  limit_minutes: number | null;
}

interface SandboxTables {
  sandbox_hospital: {
    hospital_id: string;
    generator: string;
    seed: number;
    start_date: string;
    time_zone: string;
    resource_count: number;
    resources: Buffer;
    made_at: Date;
  };
  sandbox_class: ClassTable;
  sandbox_class_expected: { class_id: string; person_id: string };
  sandbox_attempt: AttemptTable;
  sandbox_entry: { attempt_id: string; seq: number; at: Date; virtual_at: Date; account_id: string | null; kind: string; change: string };
  sandbox_grade: {
    grade_id: Generated<number>;
    attempt_id: string;
    graded_at: Date;
    grader: string;
    exercise_digest: string;
    score: number;
    passed: boolean;
    unsafe: boolean;
    result: Json<unknown>;
  };
  sandbox_mark_override: {
    override_id: Generated<number>;
    attempt_id: string;
    at: Date;
    by_account: string;
    by_name: string;
    score: number;
    passed: boolean;
    reason: string;
  };
}

export type Reader = Tx | Db;
export const tables = (reader: Reader) => tablesIn<SandboxTables>(reader);
