import { sql } from 'kysely';
import { parseIso, type Instant, type TimeZone } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { column, id } from '#platform/files/columns.ts';
import type { FileSpec } from '#platform/files/spec.ts';
import type { ImportDiff } from '#platform/imports/contract.ts';
import { keysShownMax } from '#platform/imports/kind.ts';
import { classTables } from './tables.ts';

export interface LearnerShift {
  readonly personId: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** `learner-shifts.csv`: when people work, so that nobody is timetabled into a class during a shift. */
export function learnerShiftsFile(zoneOf: (personId: string) => TimeZone): FileSpec<LearnerShift> {
  const moment = (name: string) =>
    column(name, (value, cells) => {
      const read = parseIso(value, zoneOf(cells['person_id'] ?? ''));
      return read.ok ? { value: read.value } : { reason: read.refusal.text };
    });
  return {
    file: 'learner-shifts.csv',
    columns: { personId: id('person_id'), start: moment('start'), end: moment('end') },
    key: ['person_id', 'start'],
    check: ({ start, end }) => (end <= start ? { column: 'end', reason: 'is not after start' } : null),
    references: [{ column: 'person_id', kind: 'person', ids: (shift) => [shift.personId] }],
  };
}

/** The file is the whole truth about the time to come: shifts that it no longer has are withdrawn. The same file again changes nothing. */
export async function applyLearnerShifts(tx: Tx, shifts: readonly LearnerShift[], now: Instant): Promise<ImportDiff> {
  const keyOf = (one: LearnerShift): string => `${one.personId} ${new Date(one.start).toISOString().slice(0, 16)}`;
  const rows = await classTables(tx).selectFrom('training_learner_shift').selectAll().execute();
  const known = new Map(
    rows.map((row) => {
      const shift = { personId: row.person_id, start: row.starts_at.getTime(), end: row.ends_at.getTime() };
      return [keyOf(shift), shift];
    }),
  );
  const given = new Map(shifts.map((one) => [keyOf(one), one]));
  const added = shifts.filter((one) => !known.has(keyOf(one)));
  const changed = shifts.filter((one) => (known.get(keyOf(one))?.end ?? one.end) !== one.end);
  const withdrawn = [...known].filter(([key, one]) => !given.has(key) && one.start > now);
  await removeShifts(tx, [...withdrawn.map(([, one]) => one), ...changed]);
  await insertShifts(tx, [...added, ...changed]);
  return {
    added: added.length,
    changed: changed.length,
    unchanged: shifts.length - added.length - changed.length,
    withdrawn: withdrawn.length,
    absent: 0,
    addedKeys: added.slice(0, keysShownMax).map(keyOf),
    absentKeys: withdrawn.slice(0, keysShownMax).map(([key]) => key),
    changes: changed.slice(0, keysShownMax).map((one) => ({
      key: keyOf(one),
      fields: [{ field: 'end', was: String(known.get(keyOf(one))?.end ?? ''), becomes: String(one.end) }],
    })),
  };
}

const columns = (shifts: readonly LearnerShift[]) => ({
  people: shifts.map(({ personId }) => personId),
  starts: shifts.map(({ start }) => new Date(start)),
  ends: shifts.map(({ end }) => new Date(end)),
});

async function insertShifts(tx: Tx, shifts: readonly LearnerShift[]): Promise<void> {
  if (shifts.length === 0) return;
  const { people, starts, ends } = columns(shifts);
  await sql`insert into training_learner_shift (person_id, starts_at, ends_at)
    select * from unnest(${people}::text[], ${starts}::timestamptz[], ${ends}::timestamptz[])`.execute(tx);
}

async function removeShifts(tx: Tx, shifts: readonly LearnerShift[]): Promise<void> {
  if (shifts.length === 0) return;
  const { people, starts } = columns(shifts);
  await sql`delete from training_learner_shift where (person_id, starts_at) in
    (select * from unnest(${people}::text[], ${starts}::timestamptz[]))`.execute(tx);
}
