import { randomUUID } from 'node:crypto';
import { formatted, languagesOf, type Format } from '../core/xapi/format.ts';
import { textOf, type JsonObject } from '../core/xapi/json.ts';
import { isUuid } from '../core/xapi/lexical.ts';
import { moreToken, readMoreToken, readQuery, type OneStatement, type Parameters } from '../core/xapi/query.ts';
import { activitiesIn } from '../core/xapi/terms.ts';
import type { Version } from '../core/xapi/versions.ts';
import { authorityDigest } from './append.ts';
import type { Answer, KeyedCall } from './call.ts';
import { attachmentBytes, definitionsOf, findMany, findOne } from './find-statements.ts';
import { may, onlyMine, type RecordKey } from './keys.ts';
import { writeParts } from './multipart.ts';
import { attachmentsOf, readStatements } from './read-statements.ts';
import { RecordProblem, refusal } from './record-problem.ts';
import type { Store } from './store.ts';

/** Who vouches for what a key stores (Data 2.4.9). */
export const authorityOf = (key: RecordKey): JsonObject => ({
  objectType: 'Agent',
  name: key.name,
  account: { homePage: key.homePage ?? 'urn:atelbow:record-keys', name: key.key },
});

const mayWrite = (call: KeyedCall): void => {
  if (!may(call.key, 'statements/write')) throw refusal(403, 'This key may not store Statements', 'Communication 4.2');
};

const mayRead = (call: KeyedCall): void => {
  if (!may(call.key, 'statements/read')) throw refusal(403, 'This key may not read Statements', 'Communication 4.2');
};

export async function putStatement(store: Store, call: KeyedCall): Promise<Answer> {
  mayWrite(call);
  const clause = 'Communication 2.1.1';
  const id = call.parameters.get('statementId');
  if (id === undefined || !isUuid(id) || call.parameters.size > 1)
    throw refusal(400, 'PUT takes the parameter "statementId", a UUID, and no other', clause);
  const { statements, attachments, isBatch } = readStatements(call);
  const [sent] = statements;
  if (isBatch || !sent) throw refusal(400, 'PUT takes one Statement', clause);
  const ownId = textOf(sent, 'id');
  if (ownId !== '' && ownId.toLowerCase() !== id.toLowerCase()) throw refusal(400, 'is not the statementId of the request', clause, '$.id');
  await record(store, call, [{ id: id.toLowerCase(), sent }], attachments);
  return { status: 204 };
}

export async function postStatements(store: Store, call: KeyedCall): Promise<Answer> {
  mayWrite(call);
  if (call.parameters.size > 0) throw refusal(400, 'POST takes no parameters', 'Communication 2.1.2');
  const { statements, attachments } = readStatements(call);
  const withIds = statements.map((sent) => ({ id: textOf(sent, 'id').toLowerCase() || randomUUID(), sent }));
  if (withIds.length > 0) await record(store, call, withIds, attachments);
  return { status: 200, body: withIds.map(({ id }) => id) };
}

async function record(
  store: Store,
  { key, version }: KeyedCall,
  statements: readonly { readonly id: string; readonly sent: JsonObject }[],
  attachments: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const { conflict } = await store.ledger.record({
    statements,
    attachments,
    version,
    authority: authorityOf(key),
    mayDefine: may(key, 'define'),
  });
  if (conflict !== null)
    throw refusal(
      409,
      `A Statement with the id ${conflict} is stored already and says something else; nothing was changed`,
      'Communication 2.1.1',
    );
}

export async function getStatements(store: Store, call: KeyedCall): Promise<Answer> {
  mayRead(call);
  const { parameters, version } = call;
  const query = readQuery(parameters, version);
  if (!('kind' in query)) throw new RecordProblem(400, query);
  return query.kind === 'one' ? getOne(store, call, query) : getPage(store, call, parameters, null);
}

export async function getMoreStatements(store: Store, call: KeyedCall): Promise<Answer> {
  mayRead(call);
  const read = readMoreToken(call.parameters.get('token') ?? '');
  if (!read || call.parameters.size !== 1) throw refusal(400, 'This is not a "more" link of this store', 'Communication 2.1.3');
  return getPage(store, call, read.given, read.after);
}

async function getOne(store: Store, call: KeyedCall, query: OneStatement): Promise<Answer> {
  const found = await findOne(store.db, query.id, mineOf(call.key));
  if (!found || found.voided !== query.voided)
    throw refusal(
      404,
      found ? 'This Statement is voided; ask for it by voidedStatementId' : 'There is no such Statement',
      'Communication 2.1.3',
    );
  const [statement = {}] = await shown(store, call, [found.statement], query.format);
  return answer(store, statement, [found.statement], query.attachments, { 'last-modified': found.stored.toUTCString() });
}

async function getPage(store: Store, call: KeyedCall, given: Parameters, after: number | null): Promise<Answer> {
  const query = readQuery(given, call.version);
  if (!('kind' in query)) throw new RecordProblem(400, query);
  if (query.kind === 'one') throw refusal(400, 'This is not a "more" link of this store', 'Communication 2.1.3');
  const { statements, next } = await findMany(store.db, query, after, mineOf(call.key));
  const more = next === null ? '' : `${call.key.mount ?? mountOf(call.version)}/statements/more?token=${moreToken(given, next)}`;
  return answer(store, { statements: await shown(store, call, statements, query.format), more }, statements, query.attachments);
}

/** Digest of the authority to whose statements a key is restricted; null: it reads all. */
export const mineOf = (key: RecordKey): string | null => (onlyMine(key) ? authorityDigest(authorityOf(key)) : null);
export const mountOf = (version: Version): string => `/xapi/${version.name}`;

async function shown(store: Store, call: KeyedCall, statements: readonly JsonObject[], format: Format): Promise<readonly JsonObject[]> {
  const ids = format === 'canonical' ? statements.flatMap((one) => activitiesIn(one)).map((one) => textOf(one, 'id')) : [];
  const known = { definitions: await definitionsOf(store.db, [...new Set(ids)]), languages: languagesOf(call.header('accept-language')) };
  return statements.map((statement) => formatted(statement, format, known));
}

async function answer(
  store: Store,
  body: object,
  statements: readonly JsonObject[],
  withAttachments: boolean,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  if (!withAttachments) return { status: 200, headers, body };
  const declared = new Map(attachmentsOf(statements).map((one) => [textOf(one, 'sha2').toLowerCase(), textOf(one, 'contentType')]));
  const bytes = await attachmentBytes(store.db, [...declared.keys()]);
  const parts = [...bytes].map(([sha2, content]) => ({ sha2, content, contentType: declared.get(sha2) ?? '' }));
  const written = writeParts(body, parts);
  return { status: 200, headers: { ...headers, 'content-type': written.contentType }, body: written.body };
}
