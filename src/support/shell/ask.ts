import { findPerson } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/db/open.ts';
import { Problem, invalid } from '#platform/http/problem.ts';
import { newRequest, type HelpRequest } from '../core/dispatch/model.ts';
import { downtimeAt, isAboutPaper } from '../core/downtime/downtime.ts';
import { stripIdentifiers, type RemovedKind } from '../core/intake/strip.ts';
import { askerClassOf, priorityOf, type Urgency } from '../core/intake/triage.ts';
import type { RequestEvent } from '../store/event-log.ts';
import { loadDowntimes } from '../store/incidents.ts';
import { findRequest, insertRequest, setFollow, type RequestRow } from '../store/requests.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';
import { describeOne, isUnit } from './describe.ts';
import type { RequestView } from '../contract.ts';

export interface Asked {
  readonly unitId: string;
  readonly topic: string;
  readonly text: string;
  readonly urgency: Urgency;
  readonly askerClass: 'provider' | 'nurse' | 'other';
  readonly clientKey?: string | undefined;
}

/** Who asks: an account; a place with the hash of the token by which the answer is followed; somebody for whom the desk writes it down. */
export type Asker =
  | { readonly accountId: string; readonly personId: string | null }
  | { readonly takenDownBy: string | null; readonly personId: string | null }
  | { readonly byMail: true; readonly personId: string }
  | { readonly placeId: string; readonly followHash: Buffer };

/** One request, however often the device sends it. What looks like a patient's identifier never reaches the database. */
export async function ask(deps: DeskDeps, asked: Asked, asker: Asker): Promise<RequestView & { removed: RemovedKind[] }> {
  const [text, topic] = [stripIdentifiers(asked.text), stripIdentifiers(asked.topic)];
  const removed = [...text.removed, ...topic.removed];
  const requestId = await changeDesk(deps, async (state, now, tx) => {
    const sent = asked.clientKey === undefined ? null : await findRequest(tx, 'client_key', asked.clientKey);
    if (sent) return { state, answer: await repeated(tx, sent, asker) };
    if (!(await isUnit(tx, asked.unitId))) throw invalid(`There is no unit ${asked.unitId}. Choose one from the list.`);
    const person = 'personId' in asker && asker.personId !== null ? await findPerson(tx, asker.personId) : null;
    // Without the EHR paper is legitimate: who asks about it gets the procedure at once, and the floor stays free for the rest.
    const downtime = isAboutPaper({ text: text.text, topic: topic.text })
      ? downtimeAt(await loadDowntimes(tx, now, now), asked.unitId, now)
      : null;
    const fresh = newRequest({
      requestId: newId('req'),
      askerClass: person ? askerClassOf(person.jobRole) : asked.askerClass,
      unitId: asked.unitId,
      topic: topic.text,
      priority: priorityOf('one', asked.urgency),
      createdAt: now,
    });
    const request: HelpRequest = downtime ? { ...fresh, state: 'done' } : fresh;
    const at = new Date(now);
    await insertRequest(tx, {
      request_id: request.requestId,
      asker_class: request.askerClass,
      account_id: 'accountId' in asker ? asker.accountId : null,
      person_id: person?.personId ?? null,
      place_id: 'placeId' in asker ? asker.placeId : null,
      follow_hash: 'placeId' in asker ? asker.followHash : null,
      client_key: asked.clientKey ?? null,
      unit_id: request.unitId,
      topic: request.topic,
      text: text.text,
      impact: 'one',
      urgency: asked.urgency,
      priority: request.priority,
      issue_id: downtime?.issueId ?? null,
      state: request.state,
      state_since: at,
      created_at: at,
      waiting_since: at,
      holder: null,
      expected_at: null,
    });
    const { requestId, unitId, askerClass, priority } = request;
    const onBehalf = 'takenDownBy' in asker;
    const detail = {
      unitId,
      askerClass,
      priority,
      removed,
      ...(onBehalf ? { onBehalf } : {}),
      ...('byMail' in asker ? { byMail: true } : {}),
    };
    const by = onBehalf ? asker.takenDownBy : (person?.personId ?? null);
    const events: RequestEvent[] = [{ requestId, kind: 'asked', by, detail }];
    if (downtime) events.push({ requestId, kind: 'answered', by: null, detail: { downtimeId: downtime.downtimeId } });
    return { state: { ...state, requests: [...state.requests, request] }, events, answer: requestId };
  });
  // Read after dispatch, so that the asker sees at once who is being called, or why nobody.
  const row = await findRequest(deps.db, 'request_id', requestId);
  if (!row) throw new Error(`bug: request ${requestId} is gone`);
  return { ...(await describeOne(deps.db, row)), removed };
}

async function repeated(tx: Tx, sent: RequestRow, asker: Asker): Promise<string> {
  const same =
    'accountId' in asker
      ? sent.account_id === asker.accountId
      : sent.account_id === null && sent.place_id === ('placeId' in asker ? asker.placeId : null);
  if (!same) throw new Problem(409, 'key-in-use', 'Another request has this key. Choose a new one and send it again.');
  if ('placeId' in asker) await setFollow(tx, sent.request_id, asker.followHash);
  return sent.request_id;
}
