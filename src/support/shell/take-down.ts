import { findPeople } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { Problem, invalid } from '#platform/http/problem.ts';
import { newRequest, type DispatchState, type HelpRequest } from '../core/dispatch/model.ts';
import { downtimeAt, isAboutPaper } from '../core/downtime/downtime.ts';
import type { RemovedKind } from '#kernel/strip-identifiers.ts';
import { askerClassOf, priorityOf, type Urgency } from '../core/intake/triage.ts';
import type { RequestEvent } from '../store/event-log.ts';
import { loadDowntimes } from '../store/incidents.ts';
import { findByKeys, insertRequests, setFollow, type NewRequestRow } from '../store/requests.ts';
import type { DeskChange } from './change-desk.ts';

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

/** A call for help whose text has been stripped, with what was taken out. */
export interface Call {
  readonly asked: Asked;
  readonly asker: Asker;
  readonly removed: readonly RemovedKind[];
}

export type TakenDown = { readonly requestId: string } | { readonly refused: Problem };

type Sent = Pick<NewRequestRow, 'request_id' | 'account_id' | 'place_id'>;

/** Takes calls down, in their order. Who is refused leaves nothing, and the others are taken down all the same. */
export async function takeDown(
  calls: readonly Call[],
  state: DispatchState,
  now: Instant,
  tx: Tx,
): Promise<DeskChange<readonly TakenDown[]>> {
  const keys = calls.flatMap(({ asked }) => keyOf(asked) ?? []);
  const sent = new Map<string, Sent>((await findByKeys(tx, keys)).map((row) => [row.client_key ?? '', row]));
  const personIds = calls.flatMap(({ asker }) => ('personId' in asker ? (asker.personId ?? []) : []));
  const people = new Map((personIds.length === 0 ? [] : await findPeople(tx, personIds)).map((one) => [one.personId, one]));
  // Without the EHR paper is legitimate: who asks about it gets the procedure at once, and the floor stays free for the rest.
  const downtimes = calls.some(({ asked }) => isAboutPaper(asked)) ? await loadDowntimes(tx, now, now) : [];
  const made: { request: HelpRequest; row: NewRequestRow; events: readonly RequestEvent[] }[] = [];
  const follows: [requestId: string, followHash: Buffer][] = [];
  const answer = calls.map((call): TakenDown => {
    const { asked, asker } = call;
    const key = keyOf(asked);
    const before = sent.get(key ?? '');
    if (before) {
      if (!isSameAsker(before, asker)) return { refused: keyInUse() };
      if ('placeId' in asker) follows.push([before.request_id, asker.followHash]);
      return { requestId: before.request_id };
    }
    // Of a unit that is no longer in the directory dispatch knows no site.
    if (!state.units.get(asked.unitId)?.siteId) return { refused: invalid(`There is no unit ${asked.unitId}. Choose one from the list.`) };
    const person = 'personId' in asker && asker.personId !== null ? (people.get(asker.personId) ?? null) : null;
    const downtime = isAboutPaper(asked) ? downtimeAt(downtimes, asked.unitId, now) : null;
    const one = writeDown(call, person, downtime, now);
    made.push(one);
    if (key !== undefined) sent.set(key, one.row);
    return { requestId: one.request.requestId };
  });
  await insertRequests(
    tx,
    made.map(({ row }) => row),
  );
  for (const [requestId, followHash] of follows) await setFollow(tx, requestId, followHash);
  return {
    state: { ...state, requests: [...state.requests, ...made.map(({ request }) => request)] },
    events: made.flatMap(({ events }) => events),
    answer,
  };
}

/** As the database spells it. */
const keyOf = ({ clientKey }: Asked): string | undefined => clientKey?.toLowerCase();
const keyInUse = (): Problem => new Problem(409, 'key-in-use', 'Another request has this key. Choose a new one and send it again.');

const isSameAsker = (sent: Sent, asker: Asker): boolean =>
  'accountId' in asker
    ? sent.account_id === asker.accountId
    : sent.account_id === null && sent.place_id === ('placeId' in asker ? asker.placeId : null);

function writeDown(
  { asked, asker, removed }: Call,
  person: { readonly personId: string; readonly jobRole: string } | null,
  downtime: { readonly downtimeId: string; readonly issueId: string | null } | null,
  now: Instant,
) {
  const fresh = newRequest({
    requestId: newId('req'),
    askerClass: person ? askerClassOf(person.jobRole) : asked.askerClass,
    unitId: asked.unitId,
    topic: asked.topic,
    priority: priorityOf('one', asked.urgency),
    createdAt: now,
  });
  const request: HelpRequest = downtime ? { ...fresh, state: 'done' } : fresh;
  const { requestId, unitId, askerClass, topic, priority, state } = request;
  const at = new Date(now);
  const row: NewRequestRow = {
    request_id: requestId,
    asker_class: askerClass,
    account_id: 'accountId' in asker ? asker.accountId : null,
    person_id: person?.personId ?? null,
    place_id: 'placeId' in asker ? asker.placeId : null,
    follow_hash: 'placeId' in asker ? asker.followHash : null,
    client_key: asked.clientKey ?? null,
    unit_id: unitId,
    topic,
    text: asked.text,
    impact: 'one',
    urgency: asked.urgency,
    priority,
    issue_id: downtime?.issueId ?? null,
    state,
    state_since: at,
    created_at: at,
    waiting_since: at,
    holder: null,
    expected_at: null,
  };
  const onBehalf = 'takenDownBy' in asker;
  const how = { ...(onBehalf ? { onBehalf } : {}), ...('byMail' in asker ? { byMail: true } : {}) };
  const by = onBehalf ? asker.takenDownBy : (person?.personId ?? null);
  const events: RequestEvent[] = [{ requestId, kind: 'asked', by, detail: { unitId, askerClass, priority, removed, ...how } }];
  if (downtime) events.push({ requestId, kind: 'answered', by: null, detail: { downtimeId: downtime.downtimeId } });
  return { request, row, events };
}
