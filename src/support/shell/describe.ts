import { findPeople, loadUnits } from '#directory/index.ts';
import type { AskedRequest, RequestView } from '../contract.ts';
import { loadIssues } from '../store/issues.ts';
import { notesOfAll, noteView } from '../store/notes.ts';
import { openOffers, type OpenOffer, type RequestRow } from '../store/requests.ts';
import type { Reader } from '../store/tables.ts';

const shortName = ({ givenName, familyName }: { givenName: string; familyName: string }): string =>
  `${givenName} ${familyName.slice(0, 1)}.`.trim();

/** Requests as those who help see them, in the order of the rows. `offers`: those that are open, where they have been read already. */
export async function describe(reader: Reader, rows: readonly RequestRow[], offers?: readonly OpenOffer[]): Promise<RequestView[]> {
  const requestIds = rows.map((row) => row.request_id);
  const calls = Map.groupBy(offers ?? (await openOffers(reader, { requestIds })), (offer) => offer.request_id);
  const ids = rows.flatMap((row) => [row.person_id, row.holder, ...(calls.get(row.request_id) ?? []).map((offer) => offer.person_id)]);
  const personIds = [...new Set(ids.filter((id) => id !== null))];
  const people = new Map((personIds.length === 0 ? [] : await findPeople(reader, personIds)).map((one) => [one.personId, one]));
  const issueIds = [...new Set(rows.flatMap((row) => row.issue_id ?? []))];
  const issues = new Map(issueIds.length === 0 ? [] : (await loadIssues(reader, issueIds)).map((issue) => [issue.issue_id, issue]));
  const messages = Map.groupBy(await notesOfAll(reader, requestIds, ['answer', 'asker']), (note) => note.request_id);
  const nameOf = (personId: string): string => {
    const person = people.get(personId);
    return person ? shortName(person) : personId;
  };
  return rows.map((row) => {
    const issue = issues.get(row.issue_id ?? '');
    const asker = people.get(row.person_id ?? '');
    return {
      requestId: row.request_id,
      callBackCode: String(row.number),
      unitId: row.unit_id,
      topic: row.topic,
      text: row.text,
      priority: row.priority,
      state: row.state,
      createdAt: row.created_at.getTime(),
      holderName: row.holder === null ? null : nameOf(row.holder),
      expectedAt: row.expected_at?.getTime() ?? null,
      gap: row.gap as AskedRequest['gap'],
      issue: issue ? { issueId: issue.issue_id, title: issue.title, workaround: issue.workaround, solved: issue.state === 'solved' } : null,
      messages: (messages.get(row.request_id) ?? []).map((note) => ({
        ...noteView(note),
        kind: note.kind === 'asker' ? 'asker' : 'answer',
      })),
      askerClass: row.asker_class,
      askerName: asker ? `${asker.givenName} ${asker.familyName}`.trim() : null,
      askerPersonId: row.person_id,
      waitingSince: row.waiting_since.getTime(),
      stateSince: row.state_since.getTime(),
      impact: row.impact,
      urgency: row.urgency,
      holder: row.holder,
      attempts: row.attempts,
      calling: (calls.get(row.request_id) ?? []).map((offer) => ({
        personId: offer.person_id,
        name: nameOf(offer.person_id),
        expiresAt: offer.expires_at.getTime(),
      })),
    };
  });
}

export async function describeOne(reader: Reader, row: RequestRow): Promise<RequestView> {
  const [view] = await describe(reader, [row]);
  if (!view) throw new Error(`bug: request ${row.request_id} has no view`);
  return view;
}

/** Whether the directory has this unit now. */
export const isUnit = async (reader: Reader, unitId: string): Promise<boolean> =>
  (await loadUnits(reader)).some((unit) => unit.unitId === unitId);
