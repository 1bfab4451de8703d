import type { Tx } from '#platform/db/open.ts';
import type { FeedbackPlace } from '../contract/feedback.ts';
import { columnsOf, feedbackTables, type Reader } from './tables.ts';

/* All SQL of feedback and repairs. */
export type FeedbackRow = Awaited<ReturnType<typeof feedbackOf>>[number];
export type RepairRow = Awaited<ReturnType<typeof openRepairs>>[number];

/** False: it was said already. */
export async function insertFeedback(tx: Tx, row: Omit<FeedbackRow, 'repair_id' | 'answer_seen_at'>): Promise<boolean> {
  const added = await feedbackTables(tx)
    .insertInto('training_feedback')
    .values({ ...row, repair_id: null, answer_seen_at: null })
    .onConflict((on) => on.column('feedback_key').doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

export const feedbackOf = (on: Reader, personId: string) =>
  feedbackTables(on)
    .selectFrom('training_feedback')
    .selectAll()
    .where('person_id', '=', personId)
    .orderBy('at', 'desc')
    .orderBy('feedback_id', 'desc')
    .limit(200)
    .execute();

/** What nothing answers yet, praise too. */
export const unanswered = (on: Reader) =>
  feedbackTables(on).selectFrom('training_feedback').selectAll().where('repair_id', 'is', null).execute();

/** What nothing answers yet at one place, praise too; the newest first. */
export const feedbackAt = (on: Reader, place: FeedbackPlace) =>
  feedbackTables(on)
    .selectFrom('training_feedback')
    .selectAll()
    .where((e) => e.and(columnsOf(place)))
    .where('repair_id', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('feedback_id', 'desc')
    .limit(300)
    .execute();

export const seeAnswersOf = (tx: Tx, personId: string, at: Date) =>
  feedbackTables(tx)
    .updateTable('training_feedback')
    .set({ answer_seen_at: at })
    .where('person_id', '=', personId)
    .where('repair_id', 'is not', null)
    .where('answer_seen_at', 'is', null)
    .execute();

export const openRepairs = (on: Reader) =>
  feedbackTables(on).selectFrom('training_repair').selectAll().where('closed_at', 'is', null).execute();

/** The newest first; of all, or of one activity. */
export function closedRepairs(on: Reader, of: Partial<Pick<FeedbackPlace, 'activity' | 'activityId'>> = {}, limit = 200) {
  let query = feedbackTables(on).selectFrom('training_repair').selectAll().where('closed_at', 'is not', null);
  if (of.activity !== undefined) query = query.where('activity', '=', of.activity);
  if (of.activityId !== undefined) query = query.where('activity_id', '=', of.activityId);
  return query.orderBy('closed_at', 'desc').limit(limit).execute();
}

/** False: somebody has taken it. */
export async function insertRepair(
  tx: Tx,
  place: FeedbackPlace,
  row: Pick<RepairRow, 'repair_id' | 'taken_by' | 'taken_at'>,
): Promise<boolean> {
  const added = await feedbackTables(tx)
    .insertInto('training_repair')
    .values({ ...columnsOf(place), ...row, outcome: null, version: null, closed_by: null, closed_at: null })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** An open one, locked. */
export async function lockRepair(tx: Tx, repairId: string): Promise<RepairRow | null> {
  const query = feedbackTables(tx)
    .selectFrom('training_repair')
    .selectAll()
    .where('repair_id', '=', repairId)
    .where('closed_at', 'is', null);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export const deleteRepair = (tx: Tx, repairId: string) =>
  feedbackTables(tx).deleteFrom('training_repair').where('repair_id', '=', repairId).where('closed_at', 'is', null).execute();

export interface Closing {
  readonly outcome: 'repaired' | 'answered';
  readonly version: number | null;
  readonly you_said: string;
  readonly answer: string;
  readonly hindered_then: number;
  readonly closed_by: string;
  readonly closed_at: Date;
}

/** Answers everything that was said of its place and had no answer, but for praise. Answers how many people that was. */
export async function finishRepair(tx: Tx, repair: RepairRow, closing: Closing): Promise<number> {
  await feedbackTables(tx).updateTable('training_repair').set(closing).where('repair_id', '=', repair.repair_id).execute();
  const { activity, activity_id, part, part_id } = repair;
  const told = await feedbackTables(tx)
    .updateTable('training_feedback')
    .set({ repair_id: repair.repair_id })
    .where((e) => e.and({ activity, activity_id, part, part_id }))
    .where('repair_id', 'is', null)
    .where('said', '<>', 'good')
    .returning('person_id')
    .execute();
  return new Set(told.map((row) => row.person_id)).size;
}
