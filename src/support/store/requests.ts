import { sql, type Insertable, type Selectable } from 'kysely';
import { dayMs, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { anyOf, tables, type OfferTable, type Reader, type RequestTable } from './tables.ts';

export type RequestRow = Selectable<RequestTable>;

export type OpenOffer = Pick<Selectable<OfferTable>, 'request_id' | 'person_id' | 'expires_at'>;
export type NewRequestRow = Insertable<RequestTable>;

export async function insertRequests(tx: Tx, rows: readonly NewRequestRow[]): Promise<void> {
  if (rows.length > 0) await tables(tx).insertInto('support_request').values(rows).execute();
}

type By = 'request_id' | 'client_key';

export async function findRequest(reader: Reader, by: By, value: string): Promise<RequestRow | null> {
  return (await tables(reader).selectFrom('support_request').selectAll().where(by, '=', value).executeTakeFirst()) ?? null;
}

/** In no particular order. */
export async function findRequests(reader: Reader, requestIds: readonly string[]): Promise<RequestRow[]> {
  if (requestIds.length === 0) return [];
  return tables(reader).selectFrom('support_request').selectAll().where(anyOf('request_id', requestIds)).execute();
}

/** What devices sent before under these keys. */
export async function findByKeys(reader: Reader, clientKeys: readonly string[]) {
  if (clientKeys.length === 0) return [];
  return tables(reader)
    .selectFrom('support_request')
    .select(['request_id', 'client_key', 'account_id', 'place_id'])
    .where('client_key', 'in', clientKeys)
    .execute();
}

export async function findFollowed(reader: Reader, followHash: Buffer): Promise<RequestRow | null> {
  const row = await tables(reader)
    .selectFrom('support_request')
    .selectAll()
    .where((e) =>
      e.or([
        e('follow_hash', '=', followHash),
        e('request_id', '=', e.selectFrom('support_follow').select('request_id').where('token_hash', '=', followHash)),
      ]),
    )
    .executeTakeFirst();
  return row ?? null;
}

export const openRequests = (reader: Reader): Promise<RequestRow[]> =>
  tables(reader)
    .selectFrom('support_request')
    .selectAll()
    .where('state', 'not in', ['resolved', 'withdrawn'])
    .orderBy('created_at')
    .orderBy('request_id')
    .execute();

export const requestsHeldBy = (reader: Reader, personId: string): Promise<RequestRow[]> =>
  tables(reader)
    .selectFrom('support_request')
    .selectAll()
    .where('holder', '=', personId)
    .where('state', 'not in', ['resolved', 'withdrawn'])
    .orderBy('created_at')
    .execute();

const ownMax = 500;
/** As many as are compared in a few milliseconds. */
const recentMax = 800;

/** Asked by this account, or taken down by the desk for the person behind it. */
export const requestsOf = (reader: Reader, accountId: string, personId: string | null, now: Instant): Promise<RequestRow[]> =>
  tables(reader)
    .selectFrom('support_request')
    .selectAll()
    .where((e) => e.or([e('account_id', '=', accountId), e.and([e('account_id', 'is', null), e('person_id', '=', personId ?? '')])]))
    .where((e) => e.or([e('state', 'not in', ['resolved', 'withdrawn']), e('state_since', '>', new Date(now - dayMs))]))
    .orderBy('created_at', 'desc')
    .limit(ownMax)
    .execute();

export async function sentToOf(reader: Reader, requestIds: readonly string[]) {
  const rows = await tables(reader)
    .selectFrom('support_request')
    .select(['request_id', 'sent_to'])
    .where(anyOf('request_id', requestIds))
    .where('sent_to', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.request_id, row.sent_to]));
}

/** What others told of late, to find the same thing told twice. */
export const recentRequests = (reader: Reader, since: Instant): Promise<RequestRow[]> =>
  tables(reader)
    .selectFrom('support_request')
    .selectAll()
    .where('created_at', '>', new Date(since))
    .where('state', '<>', 'withdrawn')
    .where('text', '<>', '')
    .orderBy('created_at', 'desc')
    .limit(recentMax)
    .execute();

/** Where this account asked last. */
export async function lastUnitAsked(reader: Reader, accountId: string): Promise<string | null> {
  const row = await tables(reader)
    .selectFrom('support_request')
    .select('unit_id')
    .where('account_id', '=', accountId)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.unit_id ?? null;
}

/** A follow token that is given anew when an asker's device sends the same request again. */
export const setFollow = (tx: Tx, requestId: string, followHash: Buffer) =>
  tables(tx).updateTable('support_request').set({ follow_hash: followHash }).where('request_id', '=', requestId).execute();

export const setTriage = (tx: Tx, requestId: string, set: Pick<RequestRow, 'impact' | 'urgency'>) =>
  tables(tx).updateTable('support_request').set(set).where('request_id', '=', requestId).execute();

/** Answers the ids that exist and were not of this issue already. */
export async function attachTo(tx: Tx, issueId: string, requestIds: readonly string[]): Promise<string[]> {
  const rows = await tables(tx)
    .updateTable('support_request')
    .set({ issue_id: issueId })
    .where(anyOf('request_id', requestIds))
    .where(sql<boolean>`issue_id is distinct from ${issueId}`)
    .returning('request_id')
    .execute();
  return rows.map((row) => row.request_id);
}

export const requestsOfIssue = (reader: Reader, issueId: string) =>
  tables(reader)
    .selectFrom('support_request')
    .select(['request_id', 'person_id', 'unit_id', 'state'])
    .where('issue_id', '=', issueId)
    .execute();

/** Who has an open request on these units; null: anywhere. */
export async function openAskersOn(reader: Reader, unitIds: readonly string[] | null): Promise<string[]> {
  const open = tables(reader)
    .selectFrom('support_request')
    .select('person_id')
    .distinct()
    .where('person_id', 'is not', null)
    .where('state', 'not in', ['resolved', 'withdrawn']);
  const rows = await (unitIds === null ? open : open.where(anyOf('unit_id', unitIds))).execute();
  return rows.flatMap((row) => row.person_id ?? []);
}

/** Open offers, of these requests or to this person. */
export const openOffers = (reader: Reader, of: { readonly requestIds: readonly string[] } | { readonly personId: string }) =>
  tables(reader)
    .selectFrom('support_offer')
    .selectAll()
    .where('state', '=', 'open')
    .where('requestIds' in of ? anyOf('request_id', of.requestIds) : anyOf('person_id', [of.personId]))
    .orderBy('offered_at')
    .execute();
