import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import type { News } from '#platform/realtime/outbox.ts';
import type { DispatchState } from '../core/dispatch/model.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { broadcastSent, issueChanged } from '../events.ts';
import { insertBroadcast } from '../store/issues.ts';
import { openAskersOn, requestsOfIssue } from '../store/requests.ts';
import type { DeskChange } from './change-desk.ts';

export interface Message {
  readonly text: string;
  /** Of this known issue: its askers, and who is on duty on their units. */
  readonly issueId: string | null;
  /** Besides: who is on duty on these units and, without an issue, whose requests are open there. */
  readonly unitIds: readonly string[] | 'everywhere';
  /** Requests of the issue that wait are answered by it: nobody walks there, and each asker confirms or opens again. */
  readonly answers: boolean;
}

export interface Sent {
  readonly broadcastId: string;
  readonly told: number;
  readonly answered: number;
}

/** What those concerned are told, with a receipt for each; part of a change of the desk. */
export async function tellThose(
  tx: Tx,
  state: DispatchState,
  { text, issueId, unitIds, answers }: Message,
  actor: Actor,
  now: Instant,
): Promise<DeskChange<Sent>> {
  const requests = issueId === null ? [] : await requestsOfIssue(tx, issueId);
  const units = unitIds === 'everywhere' ? null : new Set([...unitIds, ...requests.map((row) => row.unit_id)]);
  const onDuty = state.supporters.filter(({ unitId }) => units === null || (unitId !== null && units.has(unitId)));
  const askers =
    issueId === null ? await openAskersOn(tx, unitIds === 'everywhere' ? null : unitIds) : requests.flatMap((row) => row.person_id ?? []);
  const told = [...new Set([...askers, ...onDuty.map(({ supporterId }) => supporterId)])];
  const waiting = new Set(requests.filter((row) => answers && row.state === 'waiting').map((row) => row.request_id));
  const broadcastId = newId('bro');
  const row = { broadcast_id: broadcastId, issue_id: issueId, at: new Date(now), by_name: actor.name, answers };
  await insertBroadcast(tx, { ...row, text: stripIdentifiers(text).text }, told);
  const sent = { broadcastId, told: told.length, answered: waiting.size };
  const detail = { issueId, told: sent.told, answered: sent.answered };
  await audit(tx, actor, { action: 'support.broadcast', subjectKind: 'broadcast', subjectId: broadcastId, detail }, now);
  const news: News[] = [broadcastSent(broadcastId, issueId), ...(issueId === null ? [] : [issueChanged(issueId)])];
  return {
    state: answerByDesk(state, waiting, now),
    events: [...waiting].map((requestId) => ({ requestId, kind: 'answered', by: actor.personId, detail: { broadcastId } })),
    news,
    answer: sent,
  };
}
