import type { ColumnType, Selectable } from 'kysely';
import { tablesIn } from '#platform/db/open.ts';
import type { Tracking } from '../core/sequencing/tracking.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import type { Course, PackageKind } from '../core/packages/course.ts';

/** The tables of `migrations/0060-packages.sql`. */
export interface PackageTables {
  training_package: {
    package_id: string;
    kind: PackageKind;
    title: string;
    course: ColumnType<Course, string, string>;
    sha256: Buffer;
    size_bytes: number;
    file_count: number;
    imported_at: Date;
    imported_by: string;
    withdrawn_at: Date | null;
  };
  training_package_file: { package_id: string; path: string; bytes: Buffer };
  training_registration: { registration: string; package_id: string; person_id: string; started_at: Date; satisfied_at: Date | null };
  training_unit_session: {
    session_id: string;
    registration: string;
    unit: number;
    mode: 'Normal' | 'Browse' | 'Review';
    launched_at: Date;
    content_hash: Buffer;
    fetch_hash: Buffer;
    key_hash: Buffer | null;
    ended_at: Date | null;
    ended_by: 'terminated' | 'abandoned' | null;
  };
  /** `migrations/0090-scorm-runs.sql` */
  training_scorm_run: {
    registration: string;
    unit: number;
    attempt: number;
    session_id: string;
    sequence: number;
    cmi: ColumnType<JsonObject, string, string>;
    seconds_before: number;
    seconds: number;
    finished: boolean;
    committed_at: Date;
  };
  /** `migrations/0120-sequencing.sql` */
  training_sequencing: { registration: string; tracking: ColumnType<Tracking, string, string>; changed_at: Date };
}
export const packageTables = tablesIn<PackageTables>;
export type SessionRow = Selectable<PackageTables['training_unit_session']>;
export type RegistrationRow = Selectable<PackageTables['training_registration']>;
export type PackageRow = Selectable<PackageTables['training_package']>;
