import type { ColumnType, Generated } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { AppKey } from '../core/smart/app-keys.ts';

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
  /** Of an exercise of the organisation's own: the published version that it began with. */
  exercise_version: number | null;
}

export interface ExerciseTable {
  exercise_id: string;
  made_at: Date;
  made_by: string;
  made_by_name: string;
  copied_from: string | null;
  withdrawn_at: Date | null;
}

export interface DraftTable {
  exercise_id: string;
  source: string;
  revision: number;
  base_version: number | null;
  saved_at: Date;
  saved_by: string;
  saved_by_name: string;
}

export interface ExerciseVersionTable {
  exercise_id: string;
  version: number;
  source: string;
  change_note: string;
  published_at: Date;
  published_by: string;
  published_by_name: string;
}

export interface TrialTable {
  trial_id: string;
  exercise_id: string;
  source: string;
  made_at: Date;
  made_by: string;
}

/** `migrations/0121-exercise-trouble.sql` */
export interface TroubleTable {
  exercise_id: string;
  version: number;
  kind: 'slow' | 'unreadable';
  digest: string;
  found_at: Date;
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
  exercise_version: number | null;
}

export interface AppTable {
  client_id: string;
  name: string;
  redirect_uris: string[];
  launch_uri: string | null;
  registered_by: string;
  registered_by_name: string;
  registered_at: Date;
  /** SHA-256; null: a public client. */
  secret_hash: Buffer | null;
  scopes: string | null;
  /** Public keys of an app that signs for itself, or where it publishes them. */
  jwks: ColumnType<readonly AppKey[] | null, string | null, string | null>;
  jwks_uri: string | null;
}

export interface AppAssertionTable {
  client_id: string;
  jti_hash: Buffer;
  expires_at: Date;
}

export interface LaunchTable {
  launch_hash: Buffer;
  client_id: string;
  attempt_id: string;
  account_id: string;
  patient_id: string;
  encounter_id: string | null;
  expires_at: Date;
  used_at: Date | null;
}

export interface AppGrantTable {
  grant_id: string;
  client_id: string;
  attempt_id: string;
  account_id: string;
  scope: string;
  patient_id: string | null;
  encounter_id: string | null;
  redirect_uri: string;
  challenge: string;
  nonce: string | null;
  code_hash: Buffer;
  code_expires_at: Date;
  code_used_at: Date | null;
  granted_at: Date;
  revoked_at: Date | null;
}

export interface AppTokenTable {
  token_hash: Buffer;
  grant_id: string;
  kind: 'access' | 'refresh';
  scope: string;
  expires_at: Date;
  used_at: Date | null;
}

interface SandboxTables {
  sandbox_app: AppTable;
  sandbox_launch: LaunchTable;
  sandbox_app_grant: AppGrantTable;
  sandbox_app_token: AppTokenTable;
  sandbox_app_assertion: AppAssertionTable;
  sandbox_app_key: { key_id: string; private_jwk: string; made_at: Date };
  sandbox_hospital: {
    hospital_id: string;
    generator: string;
    seed: number;
    start_date: string;
    time_zone: string;
    resource_count: number;
    resources: Buffer;
    made_at: Date;
    /** Of a hospital that is a FHIR server elsewhere. */
    remote_url: Generated<string | null>;
  };
  sandbox_exercise: ExerciseTable;
  sandbox_exercise_draft: DraftTable;
  sandbox_exercise_version: ExerciseVersionTable;
  sandbox_exercise_trial: TrialTable;
  sandbox_exercise_trouble: TroubleTable;
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
