import { loadGaps } from '#coverage/index.ts';
import { hourMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { HandOverSheet } from '../contract.ts';
import { handOverSheet } from '../core/hand-over/sheet.ts';
import { countsSince } from '../store/board.ts';
import { loadActions } from '../store/huddles.ts';
import { loadDowntimes, openIncident } from '../store/incidents.ts';
import { lastHandOverAt, loadPeriods } from '../store/periods.ts';
import { openRequests } from '../store/requests.ts';
import { loadResolutions } from '../store/resolutions.ts';
import { describe } from './describe.ts';
import { actionFact, resolutionFact } from './plan-facts.ts';

const firstSinceMs = 12 * hourMs;
const gapHours = 12;

/** The sheet as it would be handed over now. What askers typed stays where it is: a printed sheet goes through many hands. */
export async function sheetNow(tx: Tx, now: Instant): Promise<HandOverSheet> {
  const since = (await lastHandOverAt(tx)) ?? now - firstSinceMs;
  const rows = await openRequests(tx);
  const escalated = new Map(rows.map((row) => [row.request_id, row.escalated]));
  const open = (await describe(tx, rows)).map((view) => ({
    requestId: view.requestId,
    callBackCode: view.callBackCode,
    unitId: view.unitId,
    topic: view.topic,
    priority: view.priority,
    askerClass: view.askerClass,
    state: view.state,
    waitingSince: view.waitingSince,
    holderName: view.holderName,
    gap: view.gap?.text ?? null,
    escalations: escalated.get(view.requestId) ?? [],
  }));
  const lines = (await loadResolutions(tx)).map((row) => ({ ...resolutionFact(row), createdAt: row.created_at.getTime() }));
  const period = (await loadPeriods(tx)).find((one) => one.startsAt <= now && now < one.endsAt);
  const downtimes = await loadDowntimes(tx, now, now);
  return handOverSheet(
    {
      open,
      lines,
      gaps: await loadGaps(tx, now, now + gapHours * hourMs),
      actions: (await loadActions(tx, { open: true })).map(actionFact),
      objectives: period?.objectives ?? [],
      incident: (await openIncident(tx))?.title ?? null,
      downtimes: downtimes.map(({ unitId, reason }) => `${unitId ?? 'Whole hospital'}: ${reason}`),
      changes: await countsSince(tx, since),
    },
    since,
    now,
  );
}
