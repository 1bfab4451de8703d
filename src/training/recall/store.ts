import type { ColumnType } from 'kysely';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { Given } from '../core/modules/question.ts';

type Json<T> = ColumnType<T, string, string>;
export interface AskedItem {
  readonly moduleId: string;
  readonly version: number;
  readonly itemId: string;
}

interface RecallTables {
  training_recall: {
    recall_id: string;
    person_id: string;
    competency_id: string;
    due_at: Date;
    step: number;
    items: Json<AskedItem[]>;
    started_at: Date;
    ended_at: Date | null;
    share: number | null;
  };
  training_recall_answer: {
    recall_id: string;
    item_id: string;
    module_id: string;
    item_hash: string;
    task: string;
    given: Json<Given>;
    points: number;
    chance: number;
    answered_at: Date;
  };
}

export type Reader = Db | Tx;
const tables = tablesIn<RecallTables>;
export type RecallRow = NonNullable<Awaited<ReturnType<typeof lockRecall>>>;
export type RecallAnswerRow = Awaited<ReturnType<typeof recallAnswers>>[number];

/** Begins it, unless it was begun; answers which. */
export async function openRecall(
  tx: Tx,
  row: Pick<RecallRow, 'recall_id' | 'person_id' | 'competency_id' | 'due_at' | 'step' | 'started_at'> & { items: readonly AskedItem[] },
): Promise<string> {
  await tables(tx)
    .insertInto('training_recall')
    .values({ ...row, items: JSON.stringify(row.items), ended_at: null, share: null })
    .onConflict((on) => on.doNothing())
    .execute();
  const { recall_id } = await tables(tx)
    .selectFrom('training_recall')
    .select('recall_id')
    .where('person_id', '=', row.person_id)
    .where('competency_id', '=', row.competency_id)
    .where('due_at', '=', row.due_at)
    .executeTakeFirstOrThrow();
  return recall_id;
}

export async function lockRecall(tx: Tx, recallId: string) {
  const query = tables(tx).selectFrom('training_recall').selectAll().where('recall_id', '=', recallId);
  return (await query.forUpdate().executeTakeFirst()) ?? null;
}

export const recallAnswers = (on: Reader, recallId: string) =>
  tables(on).selectFrom('training_recall_answer').selectAll().where('recall_id', '=', recallId).orderBy('answered_at').execute();

export const insertRecallAnswer = (tx: Tx, row: Omit<RecallAnswerRow, 'given'> & { given: Given }) =>
  tables(tx)
    .insertInto('training_recall_answer')
    .values({ ...row, given: JSON.stringify(row.given) })
    .execute();

export const endRecall = (tx: Tx, recallId: string, ended: { ended_at: Date; share: number }) =>
  tables(tx).updateTable('training_recall').set(ended).where('recall_id', '=', recallId).execute();
