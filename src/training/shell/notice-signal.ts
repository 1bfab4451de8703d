import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import type { SignalKind } from '../contract/releases.ts';
import { outreachWanted, recordChanged } from '../events.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { loadRefreshers } from '../store/releases.ts';

export interface NoticedSignal {
  readonly personId: string;
  readonly signal: SignalKind;
  /** What it is about; null: nothing in particular. */
  readonly competencyId: string | null;
  /** Where it can be looked up: ids and figures, never a patient, never a person's words. */
  readonly evidence: string;
  /** What makes it the same signal when it is noticed again. */
  readonly key: string;
}

/**
 * Use of the EHR shows that somebody could do with training again. Written to the ledger; bursts follow from it by the rules. A rule that
 * offers outreach is told as news. Last in a transaction: it tells. `note` comes between the ledger and the news: the audit line of whoever saw it.
 */
export async function noticeSignal(tx: Tx, { key, ...noticed }: NoticedSignal, now: Instant, note?: () => Promise<void>): Promise<void> {
  await recordFacts(tx, [{ kind: 'signal-seen', ...noticed, key: `${noticed.signal}/${key}` }], now);
  await note?.();
  const rules = (await loadRefreshers(tx)).filter(
    (rule) => rule.signal === noticed.signal && (rule.competencyId === null || rule.competencyId === noticed.competencyId),
  );
  const outreach: News[] = rules.some((rule) => rule.offer === 'outreach') ? [outreachWanted(noticed.personId)] : [];
  await tell(tx, [recordChanged(noticed.personId), ...outreach], now);
}
