import { randomUUID } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/lti.ts';
import { packagesChanged } from '../events.ts';
import { listKeys, rotateKey } from '../keys/signing-keys.ts';
import { addressesOf, type Addresses } from './addresses.ts';
import { listTools } from './tool-store.ts';
import { ltiTables, type PlatformRow, type ToolRow } from './tables.ts';

async function noted(tx: Tx, actor: Actor, action: string, subjectId: string, at: Instant): Promise<void> {
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'lti', subjectId }, at);
  await tell(tx, [packagesChanged('lti')], at);
}

/** What an administrator sets up for LTI: what others paste, and what is pasted here. */
export function ltiSettingRoutes(deps: Deps, url: string | null): void {
  const { db, clock, server } = deps;
  bind(server, contract.getLti, async ({ request }) => {
    const places = addressesOf(request, url);
    const tools = await listTools(db);
    const links = await ltiTables(db).selectFrom('training_lti_link').select('tool_id').execute();
    const platforms = await ltiTables(db).selectFrom('training_lti_platform').selectAll().orderBy('name').execute();
    const waiting = await ltiTables(db).selectFrom('training_lti_placement').selectAll().where('failure', '<>', '').execute();
    return {
      asPlatform: platformAddresses(places),
      asTool: toolAddresses(places),
      tools: tools.map((row) => toolLine(row, links.filter((one) => one.tool_id === row.tool_id).length)),
      platforms: platforms.map((row) => {
        const mine = waiting.filter((one) => one.platform_id === row.platform_id);
        return { ...platformLine(row), waiting: mine.length, failure: mine[0]?.failure ?? '' };
      }),
      keys: (await listKeys(db)).map((row) => ({
        kid: row.kid,
        createdAt: row.created_at.getTime(),
        retiredAt: row.retired_at?.getTime() ?? null,
      })),
    };
  });
  bind(server, contract.rotateSigningKey, async ({ actor }) =>
    db.tx(async (tx) => {
      const kid = await rotateKey(tx, db.secrets, clock.now());
      await noted(tx, actor, 'signing-key-rotated', kid, clock.now());
      return { kid };
    }),
  );
  toolSettings(deps);
  platformSettings(deps);
}

const platformAddresses = (places: Addresses) => [
  { name: 'Platform ID (issuer)', value: places.issuer },
  { name: 'Authorization URL (OIDC)', value: places.authorize },
  { name: 'Token URL (OAuth 2)', value: places.token },
  { name: 'Public keys (JWKS)', value: places.keys },
  { name: 'Deep linking return URL', value: places.deepLinkReturn },
];
const toolAddresses = (places: Addresses) => [
  { name: 'Login initiation URL', value: places.login },
  { name: 'Redirect URL and target link', value: places.launch },
  { name: 'Deep linking URL', value: places.launch },
  { name: 'Public keys (JWKS)', value: places.keys },
];

const toolLine = (row: ToolRow, links: number): contract.LtiTool => ({
  toolId: row.tool_id,
  name: row.name,
  clientId: row.client_id,
  deploymentId: row.deployment_id,
  loginUrl: row.login_url,
  targetUrl: row.target_url,
  redirectUrls: row.redirect_urls,
  jwksUrl: row.jwks_url,
  sharesNames: row.shares_names,
  links,
  withdrawn: row.withdrawn_at !== null,
});
const platformLine = (row: PlatformRow) => ({
  platformId: row.platform_id,
  name: row.name,
  issuer: row.issuer,
  clientId: row.client_id,
  deploymentIds: row.deployment_ids,
  authUrl: row.auth_url,
  tokenUrl: row.token_url,
  jwksUrl: row.jwks_url,
  matchBy: row.match_by,
  withdrawn: row.withdrawn_at !== null,
});

function toolSettings({ db, clock, server }: Deps): void {
  type Body = { name: string; loginUrl: string; targetUrl: string; redirectUrls: string[]; jwksUrl: string; sharesNames: boolean };
  const columns = ({ name, loginUrl, targetUrl, redirectUrls, jwksUrl, sharesNames }: Body) => ({
    name,
    login_url: loginUrl,
    target_url: targetUrl,
    redirect_urls: redirectUrls,
    jwks_url: jwksUrl,
    shares_names: sharesNames,
  });
  bind(server, contract.addLtiTool, async ({ body, actor }) =>
    db.tx(async (tx) => {
      const now = clock.now();
      const ids = { tool_id: newId('ltt'), client_id: randomUUID(), deployment_id: '1' };
      const made = { created_at: new Date(now), created_by: actor.name, withdrawn_at: null };
      const row = await ltiTables(tx)
        .insertInto('training_lti_tool')
        .values({ ...ids, ...columns(body), ...made })
        .returningAll()
        .executeTakeFirstOrThrow();
      await noted(tx, actor, 'lti-tool-added', row.tool_id, now);
      return toolLine(row, 0);
    }),
  );
  bind(server, contract.changeLtiTool, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const row = await ltiTables(tx)
        .updateTable('training_lti_tool')
        .set(columns(body))
        .where('tool_id', '=', params.toolId)
        .returningAll()
        .executeTakeFirst();
      if (!row) throw notFound('This tool');
      await noted(tx, actor, 'lti-tool-changed', row.tool_id, clock.now());
      return toolLine(row, 0);
    }),
  );
  bind(server, contract.withdrawLtiTool, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const set = { withdrawn_at: body.withdrawn ? new Date(clock.now()) : null };
      const row = await ltiTables(tx)
        .updateTable('training_lti_tool')
        .set(set)
        .where('tool_id', '=', params.toolId)
        .returning('tool_id')
        .executeTakeFirst();
      if (!row) throw notFound('This tool');
      await noted(tx, actor, body.withdrawn ? 'lti-tool-withdrawn' : 'lti-tool-given-out', row.tool_id, clock.now());
      return body;
    }),
  );
}

function platformSettings({ db, clock, server }: Deps): void {
  type Body = Omit<contract.LtiPlatform, 'platformId' | 'withdrawn' | 'waiting' | 'failure'>;
  const columns = (body: Body) => ({
    name: body.name,
    issuer: body.issuer,
    client_id: body.clientId,
    deployment_ids: body.deploymentIds,
    auth_url: body.authUrl,
    token_url: body.tokenUrl,
    jwks_url: body.jwksUrl,
    match_by: body.matchBy,
  });
  const taken = { code: 'platform-known', text: 'A platform with this issuer and client id is registered already.' };
  const other = (tx: Tx, body: Body, except: string) =>
    ltiTables(tx)
      .selectFrom('training_lti_platform')
      .select('platform_id')
      .where('issuer', '=', body.issuer)
      .where('client_id', '=', body.clientId)
      .where('platform_id', '<>', except)
      .executeTakeFirst();
  bind(server, contract.addLtiPlatform, async ({ body, actor }) =>
    db.tx(async (tx) => {
      if (await other(tx, body, '')) throw refused(taken);
      const platformId = newId('ltp');
      const made = { created_at: new Date(clock.now()), created_by: actor.name, withdrawn_at: null };
      await ltiTables(tx)
        .insertInto('training_lti_platform')
        .values({ platform_id: platformId, ...columns(body), ...made })
        .execute();
      await noted(tx, actor, 'lti-platform-added', platformId, clock.now());
      return { platformId };
    }),
  );
  bind(server, contract.changeLtiPlatform, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      if (await other(tx, body, params.platformId)) throw refused(taken);
      const { numUpdatedRows } = await ltiTables(tx)
        .updateTable('training_lti_platform')
        .set(columns(body))
        .where('platform_id', '=', params.platformId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw notFound('This platform');
      await noted(tx, actor, 'lti-platform-changed', params.platformId, clock.now());
      return { platformId: params.platformId };
    }),
  );
  bind(server, contract.withdrawLtiPlatform, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const set = { withdrawn_at: body.withdrawn ? new Date(clock.now()) : null };
      const { numUpdatedRows } = await ltiTables(tx)
        .updateTable('training_lti_platform')
        .set(set)
        .where('platform_id', '=', params.platformId)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) throw notFound('This platform');
      await noted(tx, actor, body.withdrawn ? 'lti-platform-withdrawn' : 'lti-platform-let-in', params.platformId, clock.now());
      return body;
    }),
  );
}
