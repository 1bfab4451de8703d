import { sql } from 'kysely';
import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Need } from '../core/need.ts';
import type { Assignment, Uncovered } from '../core/plan/plan.ts';
import { insertRows } from './bulk.ts';
import {
  assignmentColumns,
  assignmentOf,
  assignmentRow,
  needColumns,
  needOf,
  needRow,
  uncoveredColumns,
  uncoveredOf,
  uncoveredRow,
  type PlacedAssignment,
} from './rows.ts';
import { tables, type Reader } from './tables.ts';

/** What a plan holds in a window: everything that touches it. */
export interface Roster {
  readonly needs: Need[];
  readonly assignments: PlacedAssignment[];
  readonly uncovered: Uncovered[];
}

export async function loadNeeds(reader: Reader, planId: string, window: Interval): Promise<Need[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select('need')
    .where('plan_id', '=', planId)
    .where('starts_at', '<', new Date(window.end))
    .where('ends_at', '>', new Date(window.start))
    .orderBy('starts_at')
    .orderBy('need_id')
    .execute();
  return rows.map(needOf);
}

export async function needsByIds(reader: Reader, planId: string, ids: readonly string[]): Promise<Need[]> {
  if (ids.length === 0) return [];
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select('need')
    .where('plan_id', '=', planId)
    .where(sql<boolean>`need_id = any(${[...ids]}::text[])`)
    .orderBy('starts_at')
    .orderBy('need_id')
    .execute();
  return rows.map(needOf);
}

/** Needs of the window that were divided in time, whole ones with their parts. */
export async function dividedNeeds(reader: Reader, planId: string, window: Interval): Promise<Need[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select('need')
    .where('plan_id', '=', planId)
    .where('starts_at', '<', new Date(window.end))
    .where('ends_at', '>', new Date(window.start))
    .where(sql<boolean>`need ? 'partOf'`)
    .execute();
  const parts = rows.map(needOf);
  const known = new Set(parts.map((part) => part.id));
  const wholes = [...new Set(parts.flatMap((part) => part.partOf ?? []))].filter((id) => !known.has(id));
  return [...(await needsByIds(reader, planId, wholes)), ...parts];
}

/** Rounds and outreach of these people that are not over at `from`. */
export async function needsOfPeople(reader: Reader, planId: string, personIds: readonly string[], from: Instant): Promise<Need[]> {
  if (personIds.length === 0) return [];
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select('need')
    .where('plan_id', '=', planId)
    .where('ends_at', '>', new Date(from))
    .where(sql<boolean>`person_id = any(${[...personIds]}::text[])`)
    .orderBy('starts_at')
    .orderBy('need_id')
    .execute();
  return rows.map(needOf);
}

export async function needsChangedSince(reader: Reader, planId: string, version: number): Promise<Need[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_need')
    .select('need')
    .where('plan_id', '=', planId)
    .where('changed', '>', version)
    .orderBy('starts_at')
    .orderBy('need_id')
    .execute();
  return rows.map(needOf);
}

export async function loadAssignments(
  reader: Reader,
  planId: string,
  window: Interval,
  only: { readonly personIds?: readonly string[] } = {},
): Promise<PlacedAssignment[]> {
  let query = tables(reader)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .where('starts_at', '<', new Date(window.end))
    .where('ends_at', '>', new Date(window.start));
  if (only.personIds) query = query.where(sql<boolean>`person_id = any(${[...only.personIds]}::text[])`);
  return (await query.orderBy('starts_at').orderBy('assignment_id').execute()).map(assignmentOf);
}

/** Up to so many are found by the index; more by hash, each assignment once (of everybody's rounds there are thousands). */
const fewNeeds = 100;

/** Those that serve any of these needs. */
export async function assignmentsServing(reader: Reader, planId: string, needIds: readonly string[]): Promise<PlacedAssignment[]> {
  if (needIds.length === 0) return [];
  const rows = await tables(reader)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('removed_at', 'is', null)
    .where(
      needIds.length <= fewNeeds
        ? sql<boolean>`need_ids ?| ${[...needIds]}::text[]`
        : sql<boolean>`exists (select from jsonb_array_elements_text(need_ids) as served (id) where id = any(${[...needIds]}::text[]))`,
    )
    .orderBy('starts_at')
    .execute();
  return rows.map(assignmentOf);
}

export async function findAssignment(reader: Reader, planId: string, assignmentId: string): Promise<PlacedAssignment | null> {
  const row = await tables(reader)
    .selectFrom('coverage_assignment')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('assignment_id', '=', assignmentId)
    .executeTakeFirst();
  return row ? assignmentOf(row) : null;
}

export async function loadUncovered(reader: Reader, planId: string, window: Interval): Promise<Uncovered[]> {
  const rows = await tables(reader)
    .selectFrom('coverage_uncovered')
    .selectAll()
    .where('plan_id', '=', planId)
    .where('starts_at', '<', new Date(window.end))
    .where('ends_at', '>', new Date(window.start))
    .orderBy('starts_at')
    .orderBy('need_id')
    .execute();
  return rows.map(uncoveredOf);
}

export async function uncoveredOfNeeds(reader: Reader, planId: string, needIds: readonly string[]): Promise<Uncovered[]> {
  if (needIds.length === 0) return [];
  const rows = await tables(reader)
    .selectFrom('coverage_uncovered')
    .selectAll()
    .where('plan_id', '=', planId)
    .where(sql<boolean>`need_id = any(${[...needIds]}::text[])`)
    .orderBy('starts_at')
    .execute();
  return rows.map(uncoveredOf);
}

/** As far as anybody plans, and as PostgreSQL's calendar reaches with four digits. */
const always: Interval = { start: 0, end: Date.parse('9999-12-31T00:00:00Z') };

export async function loadRoster(reader: Reader, planId: string, window: Interval = always): Promise<Roster> {
  return {
    needs: await loadNeeds(reader, planId, window),
    assignments: await loadAssignments(reader, planId, window),
    uncovered: await loadUncovered(reader, planId, window),
  };
}

export const insertNeeds = (tx: Tx, planId: string, needs: readonly Need[], version: number): Promise<void> =>
  insertRows(
    tx,
    'coverage_need',
    needColumns,
    needs.map((need) => needRow(planId, need, version)),
  );

/** Puts needs in the place of those with the same ids. */
export async function saveNeeds(tx: Tx, planId: string, needs: readonly Need[], version: number): Promise<void> {
  const ids = needs.map((need) => need.id);
  await tables(tx)
    .deleteFrom('coverage_need')
    .where('plan_id', '=', planId)
    .where(sql<boolean>`need_id = any(${ids}::text[])`)
    .execute();
  await insertNeeds(tx, planId, needs, version);
}

export const insertAssignments = (tx: Tx, planId: string, assignments: readonly Assignment[], version: number): Promise<void> =>
  insertRows(
    tx,
    'coverage_assignment',
    assignmentColumns,
    assignments.map((one) => assignmentRow(planId, one, version)),
  );

export const insertUncovered = (tx: Tx, planId: string, uncovered: readonly Uncovered[]): Promise<void> =>
  insertRows(
    tx,
    'coverage_uncovered',
    uncoveredColumns,
    uncovered.map((one) => uncoveredRow(planId, one)),
  );

/** Puts an assignment as it now is over what it was; a removed one comes back by this too. */
export async function saveAssignment(tx: Tx, planId: string, one: Assignment, version: number): Promise<void> {
  await tables(tx)
    .updateTable('coverage_assignment')
    .set((e) => ({
      person_id: one.personId,
      starts_at: new Date(one.start),
      ends_at: new Date(one.end),
      kind: one.kind,
      unit_id: one.unitId,
      shift_id: one.shiftId,
      need_ids: JSON.stringify(one.needIds),
      cost: one.cost,
      removed_at: null,
      changed: version,
      version: e('version', '+', 1),
    }))
    .where('plan_id', '=', planId)
    .where('assignment_id', '=', one.id)
    .execute();
}

export async function removeAssignments(tx: Tx, planId: string, ids: readonly string[], version: number, at: Instant): Promise<void> {
  if (ids.length === 0) return;
  await tables(tx)
    .updateTable('coverage_assignment')
    .set((e) => ({ removed_at: new Date(at), changed: version, version: e('version', '+', 1) }))
    .where('plan_id', '=', planId)
    .where(sql<boolean>`assignment_id = any(${[...ids]}::text[])`)
    .execute();
}

export async function lockAssignment(tx: Tx, planId: string, id: string, locked: boolean, version: number): Promise<void> {
  await tables(tx)
    .updateTable('coverage_assignment')
    .set((e) => ({ locked, changed: version, version: e('version', '+', 1) }))
    .where('plan_id', '=', planId)
    .where('assignment_id', '=', id)
    .execute();
}

/** Replaces the gaps of these needs, and marks them as changed: somebody else serves them now. */
export async function saveUncovered(
  tx: Tx,
  planId: string,
  needIds: readonly string[],
  uncovered: readonly Uncovered[],
  version: number,
): Promise<void> {
  if (needIds.length === 0) return;
  const these = sql<boolean>`need_id = any(${[...needIds]}::text[])`;
  await tables(tx).deleteFrom('coverage_uncovered').where('plan_id', '=', planId).where(these).execute();
  await tables(tx).updateTable('coverage_need').set({ changed: version }).where('plan_id', '=', planId).where(these).execute();
  await insertUncovered(tx, planId, uncovered);
}
