import type { ColumnType, Generated, Selectable } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { Given } from '../../core/modules/question.ts';

/** The tables of modules, as `migrations/0044-modules.sql` has them. */
type Json<T> = ColumnType<T, string, string>;

export interface ModuleTables {
  training_module_version: {
    module_id: string;
    version: number;
    title: string;
    source: string;
    content_hash: Buffer;
    change_note: string;
    answers: string[];
    published_at: Date;
    published_by: string;
  };
  training_module: { module_id: string; current_version: number; withdrawn_at: Date | null };
  training_module_draft: {
    module_id: string;
    source: string;
    base_version: number | null;
    revision: number;
    saved_at: Date;
    saved_by: string;
  };
  training_media: { name: string; content_type: string; bytes: Buffer; saved_at: Date; saved_by: string };
  training_curriculum_entry: { job_role: string; place: number; module_id: string; optional: boolean };
  training_module_run: {
    run_id: string;
    person_id: string;
    module_id: string;
    version: number;
    started_at: Date;
    page: Generated<number>;
    furthest_page: Generated<number>;
    passed_at: Date | null;
    tested_out: Generated<boolean>;
    ended_at: Date | null;
  };
  training_check: {
    check_id: string;
    run_id: string;
    number: number;
    kind: 'check' | 'test-out';
    seed: number;
    item_ids: string[];
    started_at: Date;
    ended_at: Date | null;
    share: number | null;
    passed: boolean | null;
  };
  training_answer: {
    answer_key: string;
    seq: Generated<number>;
    run_id: string;
    check_id: string | null;
    person_id: string;
    module_id: string;
    version: number;
    item_id: string;
    item_hash: string;
    task: string;
    given: Json<Given>;
    points: number;
    chance: number;
    first: boolean;
    answered_at: Date;
    stored_at: Date;
  };
  training_proficiency: { person_id: string; task: string; mean: number; variance: number; answers: number; at: Date };
  training_item_rating: { module_id: string; item_id: string; item_hash: string; mean: number; variance: number; answers: number };
}

export type RunRow = Selectable<ModuleTables['training_module_run']>;
export type CheckRow = Selectable<ModuleTables['training_check']>;
export type AnswerRow = Selectable<ModuleTables['training_answer']>;
export type VersionRow = Selectable<ModuleTables['training_module_version']>;

/** A transaction, or the database outside of one: reads take either. */
export type Reader = Tx | Db;
export const tables = (reader: Reader) => tablesIn<ModuleTables>(reader);
