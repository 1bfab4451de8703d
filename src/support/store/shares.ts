import { sql } from 'kysely';
import type { Db, Tx } from '#platform/db/open.ts';
import { tables, type Reader } from './tables.ts';

export type Side = 'agent' | 'caller';
export type EndedBy = 'agent' | 'caller' | 'lost' | 'declined' | 'not-joined';

export interface Share {
  share_id: string;
  request_id: string;
  agent_account: string;
  agent_name: string;
  agent_hash: Buffer;
  caller_hash: Buffer | null;
  state: 'asked' | 'joined' | 'shown' | 'ended';
  ended_by: EndedBy | null;
}

const on = (reader: Reader) => ('pool' in reader ? reader.for<unknown>() : reader);
export const shareChannel = 'support_share';
export const joinMinutes = 15;
const aliveSeconds = 40;

export async function insertShare(
  tx: Tx,
  share: Pick<Share, 'share_id' | 'request_id' | 'agent_account' | 'agent_name' | 'agent_hash'> & { code_hash: Buffer },
): Promise<boolean> {
  const { rows } =
    await sql`insert into support_share (share_id, request_id, agent_account, agent_name, agent_hash, code_hash, code_until, state,
      asked_at, alive_until)
    values (${share.share_id}, ${share.request_id}, ${share.agent_account}, ${share.agent_name}, ${share.agent_hash}, ${share.code_hash},
      now() + make_interval(mins => ${joinMinutes}), 'asked', now(), now() + make_interval(mins => ${joinMinutes}))
    on conflict do nothing returning share_id`.execute(tx);
  return rows.length > 0;
}

export async function findShare(
  reader: Reader,
  by: 'share_id' | 'code_hash' | 'request_id',
  value: string | Buffer,
): Promise<Share | null> {
  const usable = by === 'code_hash' ? sql`and code_until > now()` : sql``;
  const { rows } = await sql<Share>`select * from support_share where ${sql.ref(by)} = ${value} ${usable}
    order by asked_at desc limit 1`.execute(on(reader));
  return rows[0] ?? null;
}

/** What was asked of this account and is not over: to be shown to it. */
export async function sharesAskedOf(reader: Reader, accountId: string): Promise<{ requestId: string; agentName: string }[]> {
  const { rows } = await sql<{ request_id: string; agent_name: string }>`select s.request_id, s.agent_name
    from support_share s join support_request r using (request_id)
    where s.state in ('asked', 'joined') and s.alive_until > now() and r.account_id = ${accountId}`.execute(on(reader));
  return rows.map(({ request_id, agent_name }) => ({ requestId: request_id, agentName: agent_name }));
}

/** The caller is there: the code has done its work. */
export async function markJoined(tx: Tx, shareId: string, callerHash: Buffer): Promise<boolean> {
  const { rows } = await sql`update support_share set state = 'joined', caller_hash = ${callerHash}, code_hash = null,
      alive_until = now() + make_interval(secs => ${aliveSeconds * 3})
    where share_id = ${shareId} and state in ('asked', 'joined') returning share_id`.execute(tx);
  return rows.length > 0;
}

export async function markShown(tx: Tx, shareId: string): Promise<boolean> {
  const { rows } =
    await sql`update support_share set state = 'shown', shown_at = now(), alive_until = now() + make_interval(secs => ${aliveSeconds})
    where share_id = ${shareId} and state = 'joined' returning share_id`.execute(tx);
  return rows.length > 0;
}

/** Answers the share as it was; null: it had ended already. Its signals go with it. */
export async function markEnded(tx: Tx, shareId: string, by: EndedBy): Promise<Share | null> {
  const before = await findShare(tx, 'share_id', shareId);
  const { rows } =
    await sql`update support_share set state = 'ended', ended_at = now(), ended_by = ${by}, code_hash = null, caller_hash = null
    where share_id = ${shareId} and state <> 'ended' returning share_id`.execute(tx);
  if (rows.length === 0) return null;
  await sql`delete from support_share_signal where share_id = ${shareId}`.execute(tx);
  return before;
}

export const keepAlive = (db: Db, shareIds: readonly string[]) =>
  sql`update support_share set alive_until = greatest(alive_until, now() + make_interval(secs => ${aliveSeconds}))
    where share_id = any(${[...shareIds]}::text[]) and state <> 'ended'`.execute(db.for());

/** Whose signalling nobody holds any more, as after a crash. */
export async function lostShares(db: Db): Promise<{ shareId: string; joined: boolean }[]> {
  const { rows } = await sql<{ share_id: string; state: string }>`select share_id, state from support_share
    where state <> 'ended' and alive_until < now()`.execute(db.for());
  return rows.map(({ share_id, state }) => ({ shareId: share_id, joined: state !== 'asked' }));
}

const signalsMax = 500;

/** False: too many; nobody needs that many to find each other. */
export async function addSignal(db: Db, shareId: string, to: Side, body: string): Promise<boolean> {
  const { rows } = await sql`insert into support_share_signal (share_id, to_side, body, at)
    select ${shareId}, ${to}, ${body}, now()
    where (select count(*) from support_share_signal where share_id = ${shareId}) < ${signalsMax}
      and exists (select from support_share where share_id = ${shareId} and state <> 'ended')
    returning seq`.execute(db.for());
  await hint(db, shareId);
  return rows.length > 0;
}

export const hint = (reader: Reader, shareId: string) => sql`select pg_notify(${shareChannel}, ${shareId})`.execute(on(reader));

export async function signalsAfter(db: Db, shareId: string, to: Side, seq: number): Promise<{ seq: number; body: string }[]> {
  const { rows } = await sql<{ seq: number; body: string }>`select seq, body from support_share_signal
    where share_id = ${shareId} and to_side = ${to} and seq > ${seq} order by seq`.execute(db.for());
  return rows;
}

/** Who may be asked to show: the asker's request, open. */
export const openRequest = (reader: Reader, requestId: string) =>
  tables(reader)
    .selectFrom('support_request')
    .select(['request_id', 'account_id', 'person_id', 'number', 'state'])
    .where('request_id', '=', requestId)
    .where('state', 'not in', ['resolved', 'withdrawn'])
    .executeTakeFirst();
