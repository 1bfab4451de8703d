import { findPeople } from '#directory/index.ts';
import { notFound } from '#platform/http/problem.ts';
import type { DeskRequest } from '../contract.ts';
import type { TicketSystem } from '../ports.ts';
import { eventsOf } from '../store/event-log.ts';
import { deliveriesOf, itsmLinksOf } from '../store/itsm.ts';
import { linksOf } from '../store/links.ts';
import { notesOf, noteView } from '../store/notes.ts';
import { findRequest } from '../store/requests.ts';
import type { DeskDeps } from './change-desk.ts';
import { describeOne } from './describe.ts';
import { asDeskRows } from './desk-rows.ts';
import { mailAddressOf } from './mail-out.ts';

/** All that the desk sees of one request. */
export const deskRequest = (desk: DeskDeps, requestId: string, systems: readonly TicketSystem[]): Promise<DeskRequest> =>
  desk.db.tx(async (tx) => {
    const row = await findRequest(tx, 'request_id', requestId);
    if (!row) throw notFound('This request');
    const [line] = await asDeskRows(tx, [await describeOne(tx, row)], await desk.now(tx));
    if (!line) throw new Error('bug: a request has no row');
    const events = await eventsOf(tx, requestId);
    const people = await findPeople(tx, [...new Set(events.flatMap(({ by }) => by ?? []))]);
    const names = new Map(people.map((one) => [one.personId, `${one.givenName} ${one.familyName}`.trim()]));
    const links = await linksOf(tx, [requestId]);
    return {
      ...line,
      events: events.map(({ seq, kind, by, at, detail }) => ({
        seq,
        kind,
        byName: by === null ? null : (names.get(by) ?? by),
        at: at.getTime(),
        detail: JSON.parse(detail) as Record<string, unknown>,
      })),
      conversation: (await notesOf(tx, requestId)).map(noteView),
      links: links.map((link) => {
        const up = link.request_id === requestId;
        return {
          requestId: up ? link.other_id : link.request_id,
          callBackCode: String(up ? link.other_number : link.number),
          kind: link.kind,
          state: up ? link.other_state : link.state,
          unitId: up ? link.other_unit_id : link.unit_id,
        };
      }),
      handedOver: handedOver(await itsmLinksOf(tx, [requestId]), await deliveriesOf(tx, requestId)),
      systems: systems.map(({ system, takesText }) => ({ system, takesText })),
      mailTo: await mailAddressOf(tx, row),
    };
  });

type Links = Awaited<ReturnType<typeof itsmLinksOf>>;
type Deliveries = Awaited<ReturnType<typeof deliveriesOf>>;

/** One line for each system: their number where it is there, otherwise how far the attempt is. */
function handedOver(links: Links, deliveries: Deliveries): DeskRequest['handedOver'] {
  const systems = [...new Set([...links.map(({ system }) => system), ...deliveries.map(({ system }) => system)])];
  return systems.map((system) => {
    const link = links.find((one) => one.system === system);
    const last = deliveries.findLast((one) => one.system === system);
    const error = last?.state === 'sent' ? null : (last?.error ?? null);
    if (link) return { system, number: link.external_number, state: link.their_state, error };
    return { system, number: null, state: last?.state === 'failed' ? 'failed' : 'on-its-way', error };
  });
}
