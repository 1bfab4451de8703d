import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Course } from '../core/packages/course.ts';
import { packageTables, type PackageRow, type RegistrationRow, type SessionRow } from './tables.ts';

export type Reader = Db | Tx;

/** Stores a package with its files; the zip that is there already is answered as it is. */
export async function insertPackage(
  tx: Tx,
  zip: Buffer,
  course: Course,
  files: ReadonlyMap<string, Buffer>,
  given: { readonly at: Instant; readonly by: string },
): Promise<{ readonly packageId: string; readonly isNew: boolean }> {
  const packageId = newId('pkg');
  const sha256 = createHash('sha256').update(zip).digest();
  const row = {
    package_id: packageId,
    kind: course.kind,
    title: course.title,
    course: JSON.stringify(course),
    sha256,
    size_bytes: zip.length,
    file_count: files.size,
    imported_at: new Date(given.at),
    imported_by: given.by,
    withdrawn_at: null,
  };
  const added = await packageTables(tx)
    .insertInto('training_package')
    .values(row)
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .returning('package_id')
    .executeTakeFirst();
  if (!added) {
    const there = await packageTables(tx)
      .selectFrom('training_package')
      .select('package_id')
      .where('sha256', '=', sha256)
      .executeTakeFirstOrThrow();
    return { packageId: there.package_id, isNew: false };
  }
  for (const [path, bytes] of files)
    await packageTables(tx).insertInto('training_package_file').values({ package_id: packageId, path, bytes }).execute();
  return { packageId, isNew: true };
}

export const listPackages = (on: Reader): Promise<PackageRow[]> =>
  packageTables(on).selectFrom('training_package').selectAll().orderBy('title').orderBy('imported_at').execute();

export async function findPackage(on: Reader, packageId: string): Promise<PackageRow | null> {
  return (
    (await packageTables(on).selectFrom('training_package').selectAll().where('package_id', '=', packageId).executeTakeFirst()) ?? null
  );
}

export async function findFile(on: Reader, packageId: string, path: string): Promise<Buffer | null> {
  const row = await packageTables(on)
    .selectFrom('training_package_file')
    .select('bytes')
    .where('package_id', '=', packageId)
    .where('path', '=', path)
    .executeTakeFirst();
  return row?.bytes ?? null;
}

export async function setPackageWithdrawn(tx: Tx, packageId: string, at: Date | null): Promise<boolean> {
  const row = await packageTables(tx)
    .updateTable('training_package')
    .set({ withdrawn_at: at })
    .where('package_id', '=', packageId)
    .returning('package_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** The person's registration, made where there is none. Locked until commit: what is said in one is judged in order. */
export async function registrationFor(tx: Tx, packageId: string, personId: string, at: Instant): Promise<RegistrationRow> {
  await packageTables(tx)
    .insertInto('training_registration')
    .values({ registration: randomUUID(), package_id: packageId, person_id: personId, started_at: new Date(at), satisfied_at: null })
    .onConflict((conflict) => conflict.columns(['package_id', 'person_id']).doNothing())
    .execute();
  return packageTables(tx)
    .selectFrom('training_registration')
    .selectAll()
    .where('package_id', '=', packageId)
    .where('person_id', '=', personId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export const lockRegistration = (tx: Tx, registration: string): Promise<RegistrationRow> =>
  packageTables(tx)
    .selectFrom('training_registration')
    .selectAll()
    .where('registration', '=', registration)
    .forUpdate()
    .executeTakeFirstOrThrow();

export const registrationsOf = (on: Reader, which: { packageId: string } | { personId: string }): Promise<RegistrationRow[]> =>
  packageTables(on)
    .selectFrom('training_registration')
    .selectAll()
    .where(sql<boolean>`${'packageId' in which ? sql`package_id = ${which.packageId}` : sql`person_id = ${which.personId}`}`)
    .orderBy('started_at')
    .execute();

export const setSatisfied = (tx: Tx, registration: string, at: Instant): Promise<unknown> =>
  packageTables(tx)
    .updateTable('training_registration')
    .set({ satisfied_at: new Date(at) })
    .where('registration', '=', registration)
    .execute();

export const openSessions = (on: Reader, registration: string): Promise<SessionRow[]> =>
  packageTables(on)
    .selectFrom('training_unit_session')
    .selectAll()
    .where('registration', '=', registration)
    .where('ended_at', 'is', null)
    .orderBy('launched_at')
    .execute();

export const endSession = (tx: Tx, sessionId: string, by: 'terminated' | 'abandoned', at: Instant): Promise<unknown> =>
  packageTables(tx)
    .updateTable('training_unit_session')
    .set({ ended_at: new Date(at), ended_by: by, key_hash: null })
    .where('session_id', '=', sessionId)
    .execute();

export async function findSession(
  on: Reader,
  by: 'session_id' | 'content_hash' | 'fetch_hash' | 'key_hash',
  value: string | Buffer,
): Promise<SessionRow | null> {
  const row = await packageTables(on)
    .selectFrom('training_unit_session')
    .selectAll()
    .where(by, '=', value as never)
    .executeTakeFirst();
  return row ?? null;
}
