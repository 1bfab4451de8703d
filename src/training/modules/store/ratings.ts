import { sql } from 'kysely';
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

export interface RatedAnswer {
  readonly task: string;
  readonly item: RatedItem;
  readonly answered: Answered;
}

/** First answers of one person, one after the other: each moves the person's rating and the item's. */
export async function rate(tx: Tx, personId: string, answers: readonly RatedAnswer[], at: Instant): Promise<void> {
  if (answers.length === 0) return;
  const items = await moved(tx, personId, answers, at);
  const rows = items.map(({ item: { moduleId, itemId, itemHash }, rating }) => ({
    module_id: moduleId,
    item_id: itemId,
    item_hash: itemHash,
    ...rating,
  }));
  await sql`insert into training_item_rating (module_id, item_id, item_hash, mean, variance, answers)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(module_id text, item_id text, item_hash text, mean float8, variance float8, answers int)
    on conflict (module_id, item_id, item_hash)
      do update set mean = excluded.mean, variance = excluded.variance, answers = excluded.answers`.execute(tx);
}

/**
 * An answer some time later, to an item that may have been seen: it tells of the person what they still know, and of the item nothing, whose
 * rating is of first answers.
 */
export async function rateAgain(tx: Tx, personId: string, answer: RatedAnswer, at: Instant): Promise<void> {
  await moved(tx, personId, [answer], at);
}

const keyOf = ({ moduleId, itemId, itemHash }: RatedItem): string => [moduleId, itemId, itemHash].join('\n');

/** Keeps the person's ratings after the answers; answers those of the items. */
async function moved(tx: Tx, personId: string, answers: readonly RatedAnswer[], at: Instant) {
  const tasks = [...new Set(answers.map((one) => one.task))];
  const found = await tables(tx)
    .selectFrom('training_proficiency')
    .selectAll()
    .where('person_id', '=', personId)
    .where('task', 'in', tasks)
    .orderBy('task')
    .forUpdate()
    .execute();
  const known = await tables(tx)
    .selectFrom('training_item_rating')
    .selectAll()
    .where('module_id', 'in', [...new Set(answers.map(({ item }) => item.moduleId))])
    .where('item_id', 'in', [...new Set(answers.map(({ item }) => item.itemId))])
    .execute();
  const people = new Map(found.map((row) => [row.task, afterDays(only(row), (at - row.at.getTime()) / dayMs)]));
  const items = new Map(known.map((row) => [keyOf({ moduleId: row.module_id, itemId: row.item_id, itemHash: row.item_hash }), only(row)]));
  for (const { task, item, answered } of answers) {
    const next = afterAnswer(people.get(task) ?? newLearner, items.get(keyOf(item)) ?? newItem, answered);
    people.set(task, next.learner);
    items.set(keyOf(item), next.item);
  }
  const rows = [...people].map(([task, rating]) => ({ person_id: personId, task, ...rating, at: new Date(at) }));
  await sql`insert into training_proficiency (person_id, task, mean, variance, answers, at)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(person_id text, task text, mean float8, variance float8, answers int, at timestamptz)
    on conflict (person_id, task)
      do update set mean = excluded.mean, variance = excluded.variance, answers = excluded.answers, at = excluded.at`.execute(tx);
  const told = new Map(answers.map(({ item }) => [keyOf(item), item]));
  return [...told].map(([key, item]) => ({ item, rating: items.get(key) ?? newItem }));
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
