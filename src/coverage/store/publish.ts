import { sql, type Selectable } from 'kysely';
import type { Instant, LocalDate } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { publishedPlanId } from '../contract.ts';
import type { Assignment } from '../core/plan/plan.ts';
import type { RosterDiff } from '../shell/publish-diff.ts';
import { upsertRows } from './bulk.ts';
import { assignmentColumns, assignmentRow } from './rows.ts';
import { insertAssignments, insertNeeds, insertUncovered, removeAssignments, type Roster } from './roster.ts';
import { tables, type PublicationTable, type Reader } from './tables.ts';

/** Puts a diff in force: one transaction, few statements however many rows. */
export async function applyDiff(tx: Tx, diff: RosterDiff, version: number, at: Instant): Promise<void> {
  await removeAssignments(
    tx,
    publishedPlanId,
    diff.remove.map((one) => one.id),
    version,
    at,
  );
  await upsertAssignments(tx, [...diff.change.map(({ becomes }) => becomes), ...diff.restated], version);
  await insertAssignments(tx, publishedPlanId, diff.add, version);
}

const upsertAssignments = (tx: Tx, assignments: readonly Assignment[], version: number): Promise<void> =>
  upsertRows(
    tx,
    'coverage_assignment',
    assignmentColumns,
    ['plan_id', 'assignment_id'],
    assignments.map((one) => assignmentRow(publishedPlanId, one, version)),
  );

/** Needs and gaps of the window from `now` on become those of the draft. */
export async function replaceNeeds(
  tx: Tx,
  draft: Pick<Roster, 'needs' | 'uncovered'>,
  window: { readonly from: LocalDate; readonly to: LocalDate },
  version: number,
  now: Instant,
): Promise<void> {
  const needs = draft.needs.filter((need) => need.end > now);
  const taken = needs.map((need) => need.id);
  const old = await tables(tx)
    .deleteFrom('coverage_need')
    .where('plan_id', '=', publishedPlanId)
    .where((e) =>
      e.or([
        e.and([e('on_date', '>=', window.from), e('on_date', '<=', window.to), e('starts_at', '>=', new Date(now))]),
        sql<boolean>`need_id = any(${taken}::text[])`,
      ]),
    )
    .returning('need_id')
    .execute();
  const gone = [...new Set([...old.map((row) => row.need_id), ...taken])];
  await tables(tx)
    .deleteFrom('coverage_uncovered')
    .where('plan_id', '=', publishedPlanId)
    .where(sql<boolean>`need_id = any(${gone}::text[])`)
    .execute();
  await insertNeeds(tx, publishedPlanId, needs, version);
  const kept = new Set(taken);
  await insertUncovered(
    tx,
    publishedPlanId,
    draft.uncovered.filter((one) => kept.has(one.needId)),
  );
}

export const lockMany = (tx: Tx, assignmentIds: readonly string[]): Promise<unknown> =>
  tables(tx)
    .updateTable('coverage_assignment')
    .set({ locked: true })
    .where('plan_id', '=', publishedPlanId)
    .where(sql<boolean>`assignment_id = any(${[...assignmentIds]}::text[])`)
    .execute();

export async function savePublication(tx: Tx, row: PublicationTable): Promise<void> {
  await tables(tx).insertInto('coverage_publication').values(row).execute();
  await tables(tx)
    .updateTable('coverage_plan')
    .set({ status: 'published', published_at: row.at })
    .where('plan_id', '=', row.plan_id)
    .execute();
}

export const listPublicationRows = (reader: Reader): Promise<Selectable<PublicationTable>[]> =>
  tables(reader).selectFrom('coverage_publication').selectAll().orderBy('at', 'desc').limit(200).execute();
