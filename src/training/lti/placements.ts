import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { LtiLaunch } from '../core/lti/read-message.ts';
import { scopes } from '../core/lti/vocabulary.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import { currentVersion } from '../modules/store/versions.ts';
import { findPlatform } from './arrivals.ts';
import { postScore, type ScoreTold } from './post-score.ts';
import { ltiTables, type PlatformRow } from './tables.ts';

/** The module that a launch means, noted with where its results go; null: there is none. A platform cannot send anybody elsewhere. */
export async function placeFor(
  tx: Tx,
  { platform, launch, personId }: { readonly platform: PlatformRow; readonly launch: LtiLaunch; readonly personId: string },
  now: Instant,
): Promise<string | null> {
  const moduleId = launch.custom['module_id'] ?? moduleIn(launch.targetLinkUri);
  const version = moduleId === null ? null : await currentVersion(tx, moduleId);
  if (moduleId === null || !version || version.withdrawn_at !== null) return null;
  if (launch.lineItemUrl !== '' && launch.scopes.includes(scopes.score))
    await ltiTables(tx)
      .insertInto('training_lti_placement')
      .values({
        platform_id: platform.platform_id,
        person_id: personId,
        module_id: moduleId,
        sub: launch.sub,
        line_item_url: launch.lineItemUrl,
        since: new Date(now),
        sent_fact: null,
        tries: 0,
        next_at: new Date(now),
        failure: '',
      })
      .onConflict((conflict) =>
        conflict.columns(['platform_id', 'person_id', 'module_id', 'line_item_url']).doUpdateSet({ sub: launch.sub }),
      )
      .execute();
  return moduleId;
}

function moduleIn(url: string): string | null {
  const [, id] = /\/learn\/modules\/([^/?#]+)/.exec(url) ?? [];
  try {
    return id === undefined ? null : decodeURIComponent(id);
  } catch {
    return null;
  }
}

const triesMax = 12;
const waitMs = (tries: number): number => Math.min(6 * 60, 2 ** tries) * minuteMs;

/** Tells platforms how people whom they sent did: the last result, once, and again later when they cannot be reached. */
export async function tellResults({ db, clock }: { db: Db; clock: Clock }): Promise<number> {
  const now = clock.now();
  const due = await ltiTables(db)
    .selectFrom('training_lti_placement')
    .selectAll()
    .where('next_at', '<=', new Date(now))
    .where('tries', '<', triesMax)
    .orderBy('next_at')
    .limit(200)
    .execute();
  if (due.length === 0) return 0;
  const kinds = ['module-passed', 'module-failed', 'module-completed'] as const;
  const facts = await loadFacts(db, { personIds: [...new Set(due.map((one) => one.person_id))], kinds: [...kinds] });
  let told = 0;
  for (const row of due) {
    const last = facts.findLast((one) => one.personId === row.person_id && one.moduleId === row.module_id && !one.voided);
    const platform = last && last.factId !== row.sent_fact ? await findPlatform(db, row.platform_id) : null;
    if (!last || !platform || platform.withdrawn_at !== null) continue;
    const score: ScoreTold = {
      userId: row.sub,
      at: last.at,
      share: last.score ?? (last.kind === 'module-failed' ? null : 1),
      isDone: true,
    };
    const fault = await postScore({ db, now }, platform, row.line_item_url, score).then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : 'unknown').slice(0, 300),
    );
    await ltiTables(db)
      .updateTable('training_lti_placement')
      .set(
        fault === null
          ? { sent_fact: last.factId, tries: 0, failure: '', next_at: new Date(now) }
          : { tries: row.tries + 1, failure: fault, next_at: new Date(now + waitMs(row.tries)) },
      )
      .where('platform_id', '=', row.platform_id)
      .where('person_id', '=', row.person_id)
      .where('module_id', '=', row.module_id)
      .where('line_item_url', '=', row.line_item_url)
      .execute();
    if (fault === null) told++;
  }
  return told;
}
