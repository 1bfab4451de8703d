import type { FastifyReply, FastifyRequest } from 'fastify';
import { hourMs, type Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { allScopes, type LtiScope } from '../core/lti/vocabulary.ts';
import type { Addresses } from './addresses.ts';
import type { Form } from './forms.ts';
import { useOnce } from './once.ts';
import { verified } from './their-keys.ts';
import { findTool, findToolByClient } from './tool-store.ts';
import { ltiTables, type ToolRow } from './tables.ts';

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const assertionMsMax = hourMs;

type Issued = { readonly token: string; readonly scope: string } | { readonly error: string; readonly text: string };

/** A token for a tool's program (IMS Security Framework 1.0, 4.1: client credentials with an assertion that the tool's key has signed; RFC 7523). */
export async function issueToken({ db, clock }: { db: Db; clock: Clock }, form: Form, places: Addresses): Promise<Issued> {
  const now = clock.now();
  const fail = (error: string, text: string): Issued => ({ error, text });
  if (form['grant_type'] !== 'client_credentials') return fail('unsupported_grant_type', 'grant_type must be client_credentials.');
  if (form['client_assertion_type'] !== assertionType) return fail('invalid_request', `client_assertion_type must be ${assertionType}.`);
  const assertion = form['client_assertion'] ?? '';
  const tool = await findToolByClient(db, clientIn(assertion));
  if (!tool) return fail('invalid_client', 'No tool with this client id is registered.');
  const fault = await assertionFault(db, assertion, tool, { places, now });
  if (fault !== null) return fail('invalid_client', fault);
  const scopes = (form['scope'] ?? '').split(' ').filter((one) => allScopes.includes(one));
  if (scopes.length === 0) return fail('invalid_scope', 'None of these scopes is given.');
  const token = newToken();
  await db.tx(async (tx) => {
    await ltiTables(tx).deleteFrom('training_lti_token').where('expires_at', '<', new Date(now)).execute();
    await ltiTables(tx)
      .insertInto('training_lti_token')
      .values({ token_hash: hashToken(token), tool_id: tool.tool_id, scopes, expires_at: new Date(now + hourMs) })
      .execute();
  });
  return { token, scope: scopes.join(' ') };
}

async function assertionFault(
  db: Db,
  assertion: string,
  tool: ToolRow,
  { places, now }: { readonly places: Addresses; readonly now: Instant },
): Promise<string | null> {
  try {
    const { iss, sub, aud, exp = 0, jti } = await verified(assertion, tool.jwks_url, now);
    if (iss !== tool.client_id || sub !== tool.client_id) return 'Issuer and subject must both be the client id (iss, sub).';
    if (![aud].flat().some((one) => one === places.token || one === places.issuer)) return 'The assertion is not for us (aud).';
    if (exp * 1000 > now + assertionMsMax) return 'The assertion lives longer than an hour (exp).';
    if (!jti) return 'The assertion has no id (jti).';
    const isNew = await db.tx((tx) => useOnce(tx, `assertion:${tool.client_id}`, jti, exp * 1000 + 120_000, now));
    return isNew ? null : 'The assertion was used before (jti).';
  } catch {
    return 'The assertion is not signed by a key of the tool, or has expired.';
  }
}

function clientIn(assertion: string): string {
  try {
    const { sub } = JSON.parse(Buffer.from(assertion.split('.')[1] ?? '', 'base64url').toString('utf8')) as { sub?: unknown };
    return typeof sub === 'string' ? sub : '';
  } catch {
    return '';
  }
}

/** The tool whose token a request carries, where it may do this; otherwise the answer is given already. */
export async function toolOf(
  { db, clock }: { db: Db; clock: Clock },
  request: FastifyRequest,
  reply: FastifyReply,
  scopes: readonly LtiScope[],
): Promise<ToolRow | null> {
  const [, token = ''] = /^Bearer +([\w-]{20,200})$/i.exec(request.headers.authorization ?? '') ?? [];
  const row = await ltiTables(db)
    .selectFrom('training_lti_token')
    .select(['tool_id', 'scopes'])
    .where('token_hash', '=', hashToken(token))
    .where('expires_at', '>', new Date(clock.now()))
    .executeTakeFirst();
  const { toolId } = request.params as { toolId: string };
  const tool = row && row.tool_id === toolId ? await findTool(db, row.tool_id) : null;
  if (!row || !tool || tool.withdrawn_at !== null) {
    void reply.code(401).header('www-authenticate', 'Bearer').send({ error: 'invalid_token' });
    return null;
  }
  if (scopes.some((one) => row.scopes.includes(one))) return tool;
  void reply.code(403).send({ error: 'insufficient_scope', error_description: `Needs ${scopes.join(' or ')}.` });
  return null;
}
