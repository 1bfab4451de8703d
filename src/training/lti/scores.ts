import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { readScore, resultOf } from '../core/lti/score.ts';
import { linkIri } from '../core/lti/vocabulary.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { recordChanged } from '../events.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { findLink } from './tool-store.ts';
import { ltiTables, type ItemRow, type ToolRow } from './tables.ts';

/**
 * Keeps what a tool tells of somebody's work, and what follows from it in the ledger. null: kept; `old`: something newer is there; otherwise what is
 * wrong. A tool tells of people whom we sent to it, and of its own activities only.
 */
export async function keepScore(
  { db, clock }: { db: Db; clock: Clock },
  tool: ToolRow,
  item: ItemRow,
  body: JsonObject,
): Promise<string | null> {
  const score = readScore(body);
  if (typeof score === 'string') return score;
  const now = clock.now();
  return db.tx(async (tx) => {
    const member = await ltiTables(tx)
      .selectFrom('training_lti_member')
      .select('person_id')
      .where('tool_id', '=', tool.tool_id)
      .where('sub', '=', score.userId.slice(0, 100))
      .forUpdate()
      .executeTakeFirst();
    if (!member) return 'Nobody with this userId was launched.';
    const values = {
      told_at: new Date(score.toldAt),
      score_given: score.scoreGiven,
      score_max: score.scoreMax,
      activity_progress: score.activityProgress,
      grading_progress: score.gradingProgress,
    };
    const kept = await ltiTables(tx)
      .insertInto('training_lti_score')
      .values({ item_id: item.item_id, person_id: member.person_id, ...values })
      .onConflict((conflict) =>
        conflict.columns(['item_id', 'person_id']).doUpdateSet(values).where('training_lti_score.told_at', '<', values.told_at),
      )
      .returning('item_id')
      .executeTakeFirst();
    if (!kept) return 'old';
    const link = item.link_id === null ? null : await findLink(tx, item.link_id);
    const result = link && resultOf(score, link.pass_share);
    if (!link || !result) return null;
    const kind = `module-${result.kind}` as const;
    const fact = {
      kind,
      personId: member.person_id,
      moduleId: linkIri(link.link_id),
      version: 1,
      attemptId: null,
      score: result.share,
      seconds: null,
    };
    // A clock that runs ahead elsewhere does not put anything into our future.
    await recordFacts(tx, [{ ...fact, key: `${item.item_id}/${score.toldAt}`, at: Math.min(now, score.toldAt) }], now);
    await tell(tx, [recordChanged(member.person_id)], now);
    return null;
  });
}

/** Results as the tool may read them back (3.3). */
export async function resultsOf(
  db: Db,
  tool: ToolRow,
  item: ItemRow,
  userId: string | undefined,
  at: string,
): Promise<readonly JsonObject[]> {
  const rows = await ltiTables(db)
    .selectFrom('training_lti_score')
    .innerJoin('training_lti_member', (join) =>
      join.onRef('training_lti_member.person_id', '=', 'training_lti_score.person_id').on('training_lti_member.tool_id', '=', tool.tool_id),
    )
    .select(['sub', 'score_given', 'score_max'])
    .where('item_id', '=', item.item_id)
    .orderBy('sub')
    .execute();
  return rows
    .filter((row) => userId === undefined || row.sub === userId)
    .map((row) => ({
      id: `${at}/${row.sub}`,
      scoreOf: at.replace(/\/results$/, ''),
      userId: row.sub,
      ...(row.score_given === null || row.score_max === null
        ? {}
        : { resultScore: (row.score_given / row.score_max) * item.score_max, resultMaximum: item.score_max }),
    }));
}
