import { sql } from 'kysely';
import { findMailOwners, findPerson } from '#directory/index.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import { readLaunch, tokenFault, type LtiLaunch } from '../core/lti/read-message.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import type { Addresses } from './addresses.ts';
import type { Form } from './forms.ts';
import { useOnce } from './once.ts';
import { verified } from './their-keys.ts';
import { ltiTables, type PlatformRow } from './tables.ts';

const arrivalMs = 10 * minuteMs;

export const findPlatform = async (on: Db | Tx, platformId: string): Promise<PlatformRow | null> =>
  (await ltiTables(on).selectFrom('training_lti_platform').selectAll().where('platform_id', '=', platformId).executeTakeFirst()) ?? null;

/** First step (LTI 1.3, 5.1.1): which platform it is, and where the browser goes to be told who is coming. A text: why not. */
export async function beginArrival(db: Db, asked: Form, places: Addresses, now: Instant): Promise<{ url: string; state: string } | string> {
  const { iss = '', login_hint: hint = '', target_link_uri: target = '', client_id: clientId, lti_deployment_id: deployment } = asked;
  if (iss === '' || hint === '' || target === '') return 'The platform must send iss, login_hint and target_link_uri.';
  const rows = await ltiTables(db)
    .selectFrom('training_lti_platform')
    .selectAll()
    .where('issuer', '=', iss.slice(0, 300))
    .where('withdrawn_at', 'is', null)
    .execute();
  const fitting = rows.filter((row) => clientId === undefined || row.client_id === clientId);
  const [platform] = fitting;
  if (!platform || fitting.length > 1) return 'This platform is not registered here, or its client_id is not.';
  if (deployment !== undefined && !platform.deployment_ids.includes(deployment))
    return 'This deployment of the platform is not registered here.';
  const [state, nonce] = [newToken(), newToken()];
  await db.tx(async (tx) => {
    await ltiTables(tx)
      .deleteFrom('training_lti_arrival')
      .where('begun_at', '<', new Date(now - 24 * 60 * minuteMs))
      .execute();
    await ltiTables(tx)
      .insertInto('training_lti_arrival')
      .values({
        state_hash: hashToken(state),
        platform_id: platform.platform_id,
        nonce,
        target: target.slice(0, 2000),
        begun_at: new Date(now),
        message: null,
        arrived_at: null,
        picked: null,
      })
      .execute();
  });
  const url = new URL(platform.auth_url);
  const query = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.client_id,
    redirect_uri: places.launch,
    login_hint: hint,
    state,
    nonce,
    ...(asked['lti_message_hint'] === undefined ? {} : { lti_message_hint: asked['lti_message_hint'] }),
  };
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return { url: url.href, state };
}

/** Second step (5.1.1.3): the platform's word, carried by the browser. Checked whole; it opens nothing yet. A text: why not. */
export async function takeMessage(db: Db, form: Form, now: Instant): Promise<{ state: string } | string> {
  const { state = '', id_token: token = '', error } = form;
  const row = await ltiTables(db)
    .selectFrom('training_lti_arrival')
    .selectAll()
    .where('state_hash', '=', hashToken(state))
    .executeTakeFirst();
  if (!row || now - row.begun_at.getTime() > arrivalMs) return 'Nothing was asked for that this answers, or too long ago (state).';
  if (error !== undefined) return `The platform says: ${error.slice(0, 100)}.`;
  const platform = await findPlatform(db, row.platform_id);
  if (!platform || platform.withdrawn_at !== null) return 'This platform is not registered here any more.';
  let payload: JsonObject;
  try {
    payload = (await verified(token, platform.jwks_url, now)) as JsonObject;
  } catch {
    return 'The message is not signed by a key of the platform, or has expired.';
  }
  const { issuer, client_id: audience, deployment_ids: deploymentIds } = platform;
  const fault = tokenFault(payload, { issuer, audience, deploymentIds, nonce: row.nonce, now });
  if (fault !== null) return fault;
  const launch = readLaunch(payload);
  if (typeof launch === 'string') return launch;
  return db.tx(async (tx) => {
    if (!(await useOnce(tx, `lti-nonce:${issuer}`, row.nonce, now + 24 * 60 * minuteMs, now))) return 'This message came before (nonce).';
    await ltiTables(tx)
      .updateTable('training_lti_arrival')
      .set({ message: JSON.stringify(launch) })
      .where('state_hash', '=', row.state_hash)
      .execute();
    return { state };
  });
}

export interface Arrival {
  readonly platform: PlatformRow;
  readonly launch: LtiLaunch;
}

/** A message that was found good, for as long as the way takes. */
export async function findArrival(db: Db, state: string, now: Instant): Promise<Arrival | null> {
  const row = await ltiTables(db)
    .selectFrom('training_lti_arrival')
    .selectAll()
    .where('state_hash', '=', hashToken(state))
    .executeTakeFirst();
  const platform = row && (await findPlatform(db, row.platform_id));
  if (!row?.message || !platform || now - row.begun_at.getTime() > arrivalMs * 6) return null;
  return { platform, launch: row.message };
}

/** The person of the directory whom the platform means: by the rule of the platform, and never made up. */
export async function personOf(on: Db | Tx, { platform, launch }: Arrival): Promise<string | null> {
  if (platform.match_by === 'email') {
    const owners = launch.email === '' ? [] : await findMailOwners(on, [launch.email]);
    return owners.length === 1 ? (owners[0]?.personId ?? null) : null;
  }
  const given = launch.custom['person_id'] ?? (launch.sourcedId || launch.sub);
  if (platform.match_by === 'person-id') return (await findPerson(on, given))?.personId ?? null;
  const found = await sql<{
    person_id: string;
  }>`select person_id from person where ehr_user_id <> '' and ehr_user_id = ${given} limit 2`.execute(tablesIn(on));
  return found.rows.length === 1 ? (found.rows[0]?.person_id ?? null) : null;
}
