import { sql } from 'kysely';
import type { LocalDate } from '#kernel/time.ts';
import { tablesIn, tablesOf, type Db, type Tx } from '#platform/db/open.ts';
import type { Person, RoleHeld } from './contract.ts';
import { writeHistory } from './core/role-history.ts';
import type { DirectoryTables } from './tables.ts';

const handle = tablesIn<DirectoryTables>;

const span = (on: Db | Tx) =>
  handle(on)
    .selectFrom('role_held')
    .select([
      'person_id as personId',
      'valid_from as from',
      'valid_to as to',
      'job_role as jobRole',
      'specialty',
      'practice_group as practiceGroup',
      'home_unit as homeUnit',
    ]);

export type RoleHeldBy = RoleHeld & { readonly personId: string };

/** Oldest first. */
export async function loadHistory(on: Db | Tx, personId: string): Promise<RoleHeld[]> {
  const found = await span(on).where('person_id', '=', personId).orderBy('valid_from').execute();
  return found.map(({ personId: _whose, ...held }) => held);
}

/** Of everybody, or of these people: personId -> what they were, oldest first. */
export async function loadHistories(on: Db | Tx, personIds?: readonly string[]): Promise<ReadonlyMap<string, readonly RoleHeld[]>> {
  const all = span(on).orderBy('person_id').orderBy('valid_from');
  const found = await (personIds ? all.where('person_id', '=', sql<string>`any(${[...personIds]}::text[])`) : all).execute();
  return Map.groupBy(found, (row) => row.personId);
}

export interface RolesOnDate {
  readonly on: LocalDate;
  readonly jobRole?: string | undefined;
  readonly unitId?: string | undefined;
  /** Only people after this id; people come in order of id. */
  readonly after?: string | undefined;
  readonly limit?: number;
}

/** Who held what on a date: one row for each person employed that day. */
export async function loadRolesHeldOn(on: Db | Tx, asked: RolesOnDate): Promise<RoleHeldBy[]> {
  let found = span(on)
    .where('valid_from', '<=', asked.on)
    .where((e) => e.or([e('valid_to', 'is', null), e('valid_to', '>', asked.on)]))
    .orderBy('person_id');
  if (asked.jobRole) found = found.where('job_role', '=', asked.jobRole);
  if (asked.unitId) found = found.where('home_unit', '=', asked.unitId);
  if (asked.after) found = found.where('person_id', '>', asked.after);
  if (asked.limit) found = found.limit(asked.limit);
  return found.execute();
}

/** Brings the history up to what `people` are now, counting from `effective`; a few statements for any number of people. */
export async function recordRoles(tx: Tx, people: readonly Person[], effective: LocalDate): Promise<void> {
  if (people.length === 0) return;
  const ids = people.map((person) => person.personId);
  const known = Map.groupBy(
    await span(tx)
      .where('person_id', '=', sql<string>`any(${ids})`)
      .orderBy('valid_from')
      .execute(),
    (row) => row.personId,
  );
  const rows = people.flatMap((person) => {
    const history = (known.get(person.personId) ?? []).map(({ personId: _whose, ...held }) => held);
    return writeHistory(history, person, effective).map((held) => ({ personId: person.personId, ...held }));
  });
  await tablesOf<DirectoryTables>(tx)
    .deleteFrom('role_held')
    .where('person_id', '=', sql<string>`any(${ids})`)
    .execute();
  await sql`
    insert into role_held (person_id, valid_from, valid_to, job_role, specialty, practice_group, home_unit)
    select "personId", "from", "to", "jobRole", specialty, "practiceGroup", "homeUnit"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given("personId" text, "from" date, "to" date, "jobRole" text,
      specialty text, "practiceGroup" text, "homeUnit" text)`.execute(tx);
}
