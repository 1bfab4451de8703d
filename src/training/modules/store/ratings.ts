import type { Tx } from '#platform/db/open.ts';
import { dayMs, type Instant } from '#kernel/time.ts';
import { afterAnswer, afterDays, newItem, newLearner, type Answered, type Rating } from '../../core/modules/proficiency.ts';
import { tables, type Reader } from './tables.ts';

const only = ({ mean, variance, answers }: Rating): Rating => ({ mean, variance, answers });

export interface RatedItem {
  readonly moduleId: string;
  readonly itemId: string;
  readonly itemHash: string;
}

/** One first answer moves the person's rating and the item's. */
export async function rate(tx: Tx, personId: string, task: string, item: RatedItem, answered: Answered, at: Instant): Promise<void> {
  const next = await moved(tx, personId, task, item, answered, at);
  await tables(tx)
    .insertInto('training_item_rating')
    .values({ module_id: item.moduleId, item_id: item.itemId, item_hash: item.itemHash, ...next.item })
    .onConflict((conflict) => conflict.columns(['module_id', 'item_id', 'item_hash']).doUpdateSet(next.item))
    .execute();
}

/**
 * An answer some time later, to an item that may have been seen: it tells of the person what they still know, and of the item nothing, whose
 * rating is of first answers.
 */
export async function rateAgain(tx: Tx, personId: string, task: string, item: RatedItem, answered: Answered, at: Instant): Promise<void> {
  await moved(tx, personId, task, item, answered, at);
}

/** Keeps the person's rating after the answer; answers both. */
async function moved(tx: Tx, personId: string, task: string, item: RatedItem, answered: Answered, at: Instant) {
  const found = await tables(tx)
    .selectFrom('training_proficiency')
    .selectAll()
    .where('person_id', '=', personId)
    .where('task', '=', task)
    .forUpdate()
    .executeTakeFirst();
  const known = await tables(tx)
    .selectFrom('training_item_rating')
    .selectAll()
    .where('module_id', '=', item.moduleId)
    .where('item_id', '=', item.itemId)
    .where('item_hash', '=', item.itemHash)
    .executeTakeFirst();
  const before = found ? afterDays(only(found), (at - found.at.getTime()) / dayMs) : newLearner;
  const next = afterAnswer(before, known ? only(known) : newItem, answered);
  const person = { ...next.learner, at: new Date(at) };
  await tables(tx)
    .insertInto('training_proficiency')
    .values({ person_id: personId, task, ...person })
    .onConflict((conflict) => conflict.columns(['person_id', 'task']).doUpdateSet(person))
    .execute();
  return next;
}

/** Ratings of a person as of `at`, by task. */
export async function proficiencyOf(reader: Reader, personId: string, at: Instant): Promise<Map<string, Rating>> {
  const rows = await tables(reader).selectFrom('training_proficiency').selectAll().where('person_id', '=', personId).execute();
  return new Map(rows.map((row) => [row.task, afterDays(only(row), (at - row.at.getTime()) / dayMs)]));
}

export async function itemRatings(reader: Reader, moduleId: string): Promise<Map<string, Rating>> {
  const rows = await tables(reader).selectFrom('training_item_rating').selectAll().where('module_id', '=', moduleId).execute();
  return new Map(rows.map((row) => [`${row.item_id} ${row.item_hash}`, only(row)]));
}
