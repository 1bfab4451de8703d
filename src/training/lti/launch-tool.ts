import type { JWTPayload } from 'jose';
import { findPerson } from '#directory/index.ts';
import { minuteMs, type Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { allScopes, claims, ltiVersion, messages, roles } from '../core/lti/vocabulary.ts';
import { signMessage } from '../keys/signing-keys.ts';
import type { Addresses } from './addresses.ts';
import { itemsOf, memberOf } from './tool-store.ts';
import { ltiTables, type LaunchRow, type LinkRow, type ToolRow } from './tables.ts';

const launchMs = 5 * minuteMs;

export interface Launcher {
  readonly accountId: string;
  readonly accountName: string;
  readonly personId: string | null;
  readonly isInstructor: boolean;
}

/** First step: the browser goes to the tool's login address with a hint that only we can read. `link` null: content is to be chosen. */
export async function beginLaunch(
  tx: Tx,
  {
    tool,
    link,
    who,
    places,
  }: { readonly tool: ToolRow; readonly link: LinkRow | null; readonly who: Launcher; readonly places: Addresses },
  now: Instant,
): Promise<string> {
  const hint = newToken();
  await ltiTables(tx)
    .insertInto('training_lti_launch')
    .values({
      hint_hash: hashToken(hint),
      tool_id: tool.tool_id,
      link_id: link?.link_id ?? null,
      account_id: who.accountId,
      account_name: who.accountName,
      person_id: who.personId,
      is_instructor: who.isInstructor,
      started_at: new Date(now),
      authorized_at: null,
      return_hash: null,
      returned_at: null,
    })
    .execute();
  const url = new URL(tool.login_url);
  const target = link?.url || tool.target_url;
  const asked = { iss: places.issuer, login_hint: hint, target_link_uri: target, lti_message_hint: link?.link_id ?? 'choose' };
  for (const [name, value] of Object.entries({ ...asked, client_id: tool.client_id, lti_deployment_id: tool.deployment_id }))
    url.searchParams.set(name, value);
  return url.href;
}

/** The launch that a hint belongs to, used up: each works once, within five minutes, for the account that began it. */
export async function takeLaunch(tx: Tx, hint: string, accountId: string, now: Instant): Promise<LaunchRow | null> {
  const row = await ltiTables(tx)
    .updateTable('training_lti_launch')
    .set({ authorized_at: new Date(now) })
    .where('hint_hash', '=', hashToken(hint))
    .where('account_id', '=', accountId)
    .where('authorized_at', 'is', null)
    .where('started_at', '>', new Date(now - launchMs))
    .returningAll()
    .executeTakeFirst();
  return row ?? null;
}

export const findLaunchTool = async (db: Db, hint: string): Promise<string | null> =>
  (await ltiTables(db).selectFrom('training_lti_launch').select('tool_id').where('hint_hash', '=', hashToken(hint)).executeTakeFirst())
    ?.tool_id ?? null;

interface Sent {
  readonly launch: LaunchRow;
  readonly tool: ToolRow;
  readonly link: LinkRow | null;
  readonly nonce: string;
  readonly places: Addresses;
  readonly version: string;
}

/** Second step: the signed message that the browser carries to the tool (LTI 1.3, 5.3; Deep Linking 2.0, 4.4). */
export async function launchMessage(db: Db, sent: Sent, now: Instant): Promise<string> {
  const { launch, tool, link, nonce, places } = sent;
  const { claims: own } = await db.tx(async (tx) => ({
    claims: link ? await linkClaims(tx, sent, link, now) : await choiceClaims(tx, sent, now),
  }));
  return signMessage(
    db,
    {
      iss: places.issuer,
      aud: tool.client_id,
      nonce,
      [claims.deploymentId]: tool.deployment_id,
      [claims.version]: ltiVersion,
      [claims.roles]: [launch.is_instructor ? roles.instructor : roles.learner],
      [claims.toolPlatform]: { guid: new URL(places.issuer).host, product_family_code: 'atelbow', version: sent.version },
      [claims.context]: {
        id: tool.tool_id,
        label: tool.name,
        title: tool.name,
        type: ['http://purl.imsglobal.org/vocab/lis/v2/course#CourseOffering'],
      },
      ...own,
    },
    now,
  );
}

async function linkClaims(tx: Tx, { launch, tool, places }: Sent, link: LinkRow, now: Instant): Promise<JWTPayload> {
  const personId = launch.person_id ?? '';
  const sub = await memberOf(tx, tool.tool_id, personId, launch.is_instructor, now);
  const item = (await itemsOf(tx, tool.tool_id)).find((one) => one.link_id === link.link_id);
  const at = places.tool(tool.tool_id);
  return {
    sub,
    ...(tool.shares_names ? await namesOf(tx, personId) : {}),
    [claims.messageType]: messages.launch,
    [claims.targetLinkUri]: link.url || tool.target_url,
    [claims.resourceLink]: { id: link.link_id, title: link.title },
    [claims.launchPresentation]: { document_target: 'window', return_url: `${places.issuer}/learn/packages` },
    ...(Object.keys(link.custom).length > 0 ? { [claims.custom]: link.custom } : {}),
    [claims.endpoint]: {
      scope: allScopes.filter((one) => one.includes('lti-ags')),
      lineitems: `${at}/line-items`,
      ...(item ? { lineitem: `${at}/line-items/${item.item_id}` } : {}),
    },
    [claims.namesRoles]: { context_memberships_url: `${at}/members`, service_versions: ['2.0'] },
  };
}

async function namesOf(tx: Tx, personId: string): Promise<JWTPayload> {
  const person = await findPerson(tx, personId);
  if (!person) return {};
  const { givenName, familyName, email } = person;
  return { name: `${givenName} ${familyName}`, given_name: givenName, family_name: familyName, ...(email === '' ? {} : { email }) };
}

async function choiceClaims(tx: Tx, { launch, tool, places }: Sent, now: Instant): Promise<JWTPayload> {
  const data = newToken();
  await ltiTables(tx)
    .updateTable('training_lti_launch')
    .set({ return_hash: hashToken(data) })
    .where('hint_hash', '=', launch.hint_hash)
    .execute();
  // Somebody who chooses content need not be a person of the directory.
  const sub = launch.person_id === null ? undefined : await memberOf(tx, tool.tool_id, launch.person_id, true, now);
  return {
    ...(sub === undefined ? { sub: `account-${hashToken(launch.account_id).toString('hex').slice(0, 32)}` } : { sub }),
    [claims.messageType]: messages.choose,
    [claims.targetLinkUri]: tool.target_url,
    [claims.deepLinkingSettings]: {
      deep_link_return_url: places.deepLinkReturn,
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['window'],
      accept_multiple: true,
      accept_lineitem: true,
      auto_create: true,
      data,
    },
  };
}
