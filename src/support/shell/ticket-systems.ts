import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound, refused } from '#platform/http/problem.ts';
import { answerByDesk } from '../core/intake/answer-by-desk.ts';
import type { TheirState } from '../core/desk/ticket-state.ts';
import { requestWritten } from '../events.ts';
import type { TicketSystem, Ticket } from '../ports.ts';
import {
  deliveriesOf,
  findItsmLink,
  insertItsmLink,
  itsmLinksOf,
  leaseDeliveries,
  noteDelivery,
  noteHeard,
  queueDelivery,
  setTheirState,
} from '../store/itsm.ts';
import { findRequest } from '../store/requests.ts';
import type { ItsmSystem } from '../store/tables.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';

/** Queued with the change that makes it; it goes out after commit. */
export function passOn(deps: DeskDeps, requestId: string, system: ItsmSystem, withText: boolean, actor: Actor): Promise<undefined> {
  return changeDesk(
    deps,
    async (state, now, tx) => {
      if (!state.requests.some((one) => one.requestId === requestId)) throw notFound('This request');
      const links = await itsmLinksOf(tx, [requestId]);
      const before = (await deliveriesOf(tx, requestId)).find(
        (one) => one.system === system && one.kind === 'create' && one.state !== 'failed',
      );
      if (before || links.some((link) => link.system === system))
        throw refused({ code: 'handed-over', text: 'It is handed over already, or on its way there.' });
      const delivery = { delivery_id: newId('dlv'), request_id: requestId, system, kind: 'create' as const, at: new Date(now) };
      await queueDelivery(tx, { ...delivery, detail: { withText } });
      const detail = { system, withText };
      await audit(tx, actor, { action: 'support.handed-over', subjectKind: 'request', subjectId: requestId, detail }, now);
      return {
        state,
        events: [{ requestId, kind: 'handed-over', by: actor.personId, detail }],
        news: [requestWritten(requestId)],
        answer: undefined,
      };
    },
    { requestId },
  );
}

export interface HeardChange {
  readonly system: ItsmSystem;
  /** The same for every attempt of theirs. */
  readonly eventId: string;
  readonly externalId: string;
  /** Null: something else changed, which is theirs alone. */
  readonly state: TheirState | null;
  /** Made by our own account there: our change coming back. */
  readonly own: boolean;
}

/** What a web hook of theirs changes here. Heard twice, or saying what is known, or made by us: nothing. */
export async function hearChange(deps: DeskDeps, heard: HeardChange): Promise<'changed' | 'nothing' | 'unknown'> {
  const link = await findItsmLink(deps.db, heard.system, heard.externalId);
  if (!link) return 'unknown';
  const requestId = link.request_id;
  return changeDesk<'changed' | 'nothing'>(
    deps,
    async (state, now, tx) => {
      const fresh = await noteHeard(tx, heard.system, heard.eventId, now);
      const known = await findItsmLink(tx, heard.system, heard.externalId);
      if (!fresh || heard.own || heard.state === null || heard.state === known?.their_state) return { state, answer: 'nothing' };
      await setTheirState(tx, requestId, heard.system, heard.state, now);
      const waits = state.requests.some((one) => one.requestId === requestId && one.state === 'waiting');
      const solved = heard.state === 'resolved';
      const events = [{ requestId, kind: 'their-state', by: null, detail: { system: heard.system, state: heard.state } }];
      const answered = { requestId, kind: 'answered', by: null, detail: { system: heard.system } };
      return {
        state: solved && waits ? answerByDesk(state, new Set([requestId]), now) : state,
        events: solved && waits ? [...events, answered] : events,
        news: [requestWritten(requestId)],
        answer: 'changed',
      };
    },
    { requestId },
  );
}

const batchMax = 10;

/** One batch of what is due. */
export async function deliver(
  db: Db,
  systems: readonly TicketSystem[],
  url: string | null,
  logError: (error: unknown, doing: string) => void,
) {
  const due = await leaseDeliveries(db, batchMax);
  for (const row of due) {
    const system = systems.find((one) => one.system === row.system);
    try {
      if (!system) throw new Error('This system is not set up any more.');
      const ticket = await ticketOf(db, row.request_id, (row.detail as { withText?: boolean }).withText === true && system.takesText, url);
      await sendOne(db, system, row, ticket);
    } catch (error) {
      logError(error, `ticket of ${row.delivery_id}`);
      await noteDelivery(db, row, (error instanceof Error ? error.message : 'It did not work.').slice(0, 200));
    }
  }
  return due.length;
}

async function sendOne(
  db: Db,
  system: TicketSystem,
  row: Awaited<ReturnType<typeof leaseDeliveries>>[number],
  ticket: Ticket,
): Promise<void> {
  if (row.kind === 'create') {
    const made = await system.create(ticket, row.delivery_id);
    await db.tx(async (tx) => {
      const link = {
        external_id: made.externalId,
        external_number: made.externalNumber,
        their_state: 'open' as const,
        at: new Date(row.at),
      };
      await insertItsmLink(tx, { request_id: row.request_id, system: row.system, ...link });
      await noteDelivery(tx, row, null);
    });
    return;
  }
  const link = (await itsmLinksOf(db, [row.request_id])).find((one) => one.system === row.system);
  if (!link) throw new Error('There is no ticket there yet.');
  const { state, priority } = row.detail;
  await system.update(link.external_id, { ...(state ? { state } : {}), ...(priority ? { priority } : {}) }, row.delivery_id);
  await noteDelivery(db, row, null);
}

async function ticketOf(db: Db, requestId: string, withText: boolean, url: string | null): Promise<Ticket> {
  const row = await findRequest(db, 'request_id', requestId);
  if (!row) throw new Error('The request is gone.');
  return {
    number: Number(row.number),
    unitId: row.unit_id,
    topic: row.topic,
    priority: row.priority,
    link: url === null ? null : new URL(`/desk?request=${requestId}`, url).href,
    text: withText ? row.text : null,
  };
}
