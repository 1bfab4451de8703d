import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { hindrance, mergedDocument, type Hindrance } from '../core/xapi/document.ts';
import type { DocumentKind, Version } from '../core/xapi/versions.ts';
import { digest, lockNumber } from './digest.ts';
import { jsonIn } from './json-in.ts';

/** Where documents lie: of an activity, of an agent, or of both; in a registration or in none. */
export interface Place {
  readonly kind: DocumentKind;
  readonly activityId: string;
  /** Key of the agent; empty for activity profiles. */
  readonly agent: string;
  readonly registration: string | null;
}
export interface StoredDocument {
  readonly content: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly updated: Date;
}
interface Change {
  readonly method: 'PUT' | 'POST' | 'DELETE';
  readonly content: Buffer;
  readonly contentType: string;
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
}
/** `unmergeable`: a POST to a document, or with one, that is no JSON object (Communication 2.2). */
export type Changed = 'done' | 'unmergeable' | Hindrance;

const scopeOf = (place: Place): string => digest(place.kind, place.activityId, place.agent);
const keyOf = (place: Place, id: string): string => digest(scopeOf(place), place.registration ?? '', id);
/** Communication 3.1: the SHA-1 of the content in hexadecimal. */
const etagOf = (content: Buffer): string => createHash('sha1').update(content).digest('hex');

export async function readDocument(on: Db, place: Place, id: string): Promise<StoredDocument | null> {
  const { rows } = await sql<StoredDocument>`
    select content, content_type as "contentType", etag, updated from record_document where document = ${keyOf(place, id)}`.execute(
    on.for(),
  );
  return rows[0] ?? null;
}

/** Ids in order, and when the last of these documents was changed: null where there is none. */
export async function documentIds(
  db: Db,
  place: Place,
  since: number | null,
): Promise<{ readonly ids: readonly string[]; readonly updated: Date | null }> {
  const { rows } = await sql<{
    id: string;
    updated: Date;
  }>`select document_id as id, max(updated) as updated from record_document where scope = ${scopeOf(place)}
    and (${place.registration}::text is null or registration = ${place.registration})
    and (${since === null ? null : new Date(since)}::timestamptz is null or updated > ${since === null ? null : new Date(since)}) group by 1 order by 1`.execute(
    db.for(),
  );
  const last = Math.max(...rows.map(({ updated }) => updated.getTime()));
  return { ids: rows.map(({ id }) => id), updated: rows.length > 0 ? new Date(last) : null };
}

/** Checks and changes one document, alone with it: what others send meanwhile waits until this is committed. */
export async function changeDocument(tx: Tx, place: Place, id: string, change: Change, version: Version, now: Instant): Promise<Changed> {
  const key = keyOf(place, id);
  await sql`select pg_advisory_xact_lock(${lockNumber(key)}::bigint)`.execute(tx);
  const { rows } = await sql<StoredDocument>`
    select content, content_type as "contentType", etag, updated from record_document where document = ${key}`.execute(tx);
  const stored = rows[0] ?? null;
  const hindered = hindrance(stored?.etag ?? null, { ...change, kind: place.kind }, version);
  if (hindered) return hindered;
  if (change.method === 'DELETE') {
    await sql`delete from record_document where document = ${key}`.execute(tx);
    return 'done';
  }
  const merged = change.method === 'POST' ? mergeWith(stored, change) : change.content;
  if (!merged) return 'unmergeable';
  await sql`insert into record_document (document, scope, registration, document_id, content, content_type, etag, updated)
    values (${key}, ${scopeOf(place)}, ${place.registration ?? ''}, ${id}, ${merged}, ${change.contentType}, ${etagOf(merged)}, ${new Date(now)})
    on conflict (document) do update set content = excluded.content, content_type = excluded.content_type, etag = excluded.etag, updated = excluded.updated`.execute(
    tx,
  );
  return 'done';
}

const isJson = (contentType: string): boolean => /^application\/json\s*(;|$)/i.test(contentType);

function mergeWith(stored: StoredDocument | null, sent: Change): Buffer | null {
  if (stored && !isJson(stored.contentType)) return null;
  if (!stored && !isJson(sent.contentType)) return sent.content;
  if (!isJson(sent.contentType)) return null;
  const merged = mergedDocument(stored ? jsonIn(stored.content) : {}, jsonIn(sent.content));
  return merged === null ? null : Buffer.from(JSON.stringify(merged));
}

/** All states of an agent in an activity (Communication 2.3); of one registration where one is given. */
export async function removeDocuments(tx: Tx, place: Place): Promise<void> {
  await sql`delete from record_document where scope = ${scopeOf(place)}
    and (${place.registration}::text is null or registration = ${place.registration})`.execute(tx);
}
