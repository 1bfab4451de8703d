import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { recordFacts, type ToldFact } from '../../ledger/record-facts.ts';
import { sawAllPages } from '../../core/modules/progress.ts';
import type { Way } from './way.ts';

/** Pages that were left behind for the first time; when it was the last of them, all was seen. */
export async function tellPages(tx: Tx, { run, module }: Way, furthest: number, now: Instant): Promise<void> {
  const about = { personId: run.person_id, moduleId: run.module_id, version: run.version, attemptId: run.run_id };
  const pages = Array.from({ length: Math.max(0, furthest - run.furthest_page) }, (_, index) => `p${run.furthest_page + index + 1}`);
  const seen = pages.map((pageId): ToldFact => ({ kind: 'page-seen', ...about, pageId, key: `${run.run_id} ${pageId}` }));
  const seconds = Math.round((now - run.started_at.getTime()) / 1000);
  const all: ToldFact = { kind: 'module-completed', ...about, score: null, seconds, key: run.run_id };
  await recordFacts(tx, pages.length > 0 && sawAllPages(module, furthest) ? [...seen, all] : seen, now);
}
