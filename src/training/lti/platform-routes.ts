import type { FastifyReply, FastifyRequest } from 'fastify';
import { defined } from '#kernel/assert.ts';
import { audit } from '#platform/audit/audit.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import { mayCall } from '#platform/http/bind.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { authorizeFault } from '../core/lti/authorize.ts';
import { readChoice, tokenFault } from '../core/lti/read-message.ts';
import { claims } from '../core/lti/vocabulary.ts';
import { textOf, type JsonObject } from '../core/xapi/json.ts';
import { packagesChanged } from '../events.ts';
import { addressesOf } from './addresses.ts';
import { sendForm, sendNote } from './bare-page.ts';
import { fromAnywhere, hidden, queryOf, readForms, type Form } from './forms.ts';
import { beginLaunch, findLaunchTool, launchMessage, takeLaunch } from './launch-tool.ts';
import { useOnce } from './once.ts';
import { verified } from './their-keys.ts';
import { findLink, findTool, insertLink } from './tool-store.ts';
import { ltiTables } from './tables.ts';

const dayMs = 86_400_000;
const title = 'This course cannot be opened';

interface About {
  readonly url: string | null;
  readonly version: string;
}

/** We as a platform: our people are taken to a tool of somebody else, with a signed word about who they are. */
export function platformRoutes(deps: Deps, about: About): void {
  startRoutes(deps, about);
  void deps.server.register(async (scope) => {
    readForms(scope);
    authorizeRoutes({ ...deps, server: scope }, about);
    returnRoute({ ...deps, server: scope }, about);
  });
}

function startRoutes({ db, clock, server }: Deps, { url }: About): void {
  const guarded = (access: 'training.learn' | 'training.change') =>
    ({ ...hidden, config: { access }, onRequest: async (request: FastifyRequest) => mayCall(access, request.actor) }) as const;

  server.get<{ Params: { linkId: string } }>('/lti/start/:linkId', guarded('training.learn'), async (request, reply) => {
    const actor = defined(request.actor, 'somebody signed in');
    const link = await findLink(db, request.params.linkId);
    const tool = link && (await findTool(db, link.tool_id));
    if (!link || !tool || link.withdrawn_at !== null || tool.withdrawn_at !== null)
      return sendNote(reply, 404, title, 'It is not given out any more. Ask your training lead.');
    if (actor.personId === null) return sendNote(reply, 409, title, 'Your account belongs to no person, so nothing could be recorded.');
    const who = { accountId: actor.accountId, accountName: actor.name, personId: actor.personId, isInstructor: false };
    const to = await db.tx(async (tx) => {
      await audit(tx, actor, { action: 'training.lti-launched', subjectKind: 'lti-link', subjectId: link.link_id }, clock.now());
      return beginLaunch(tx, { tool, link, who, places: addressesOf(request, url) }, clock.now());
    });
    return reply.header('cache-control', 'no-store').redirect(to, 303);
  });

  server.get<{ Params: { toolId: string } }>('/lti/choose/:toolId', guarded('training.change'), async (request, reply) => {
    const actor = defined(request.actor, 'somebody signed in');
    const tool = await findTool(db, request.params.toolId);
    if (!tool || tool.withdrawn_at !== null) return sendNote(reply, 404, title, 'This tool is not used any more.');
    const who = { accountId: actor.accountId, accountName: actor.name, personId: actor.personId, isInstructor: true };
    const to = await db.tx((tx) => beginLaunch(tx, { tool, link: null, who, places: addressesOf(request, url) }, clock.now()));
    return reply.header('cache-control', 'no-store').redirect(to, 303);
  });
}

function authorizeRoutes({ db, clock, server }: Deps, { url, version }: About): void {
  // Public, because the answer to whoever is not signed in is a page, too.
  server.get('/lti/authorize', { ...hidden, config: { access: 'public' } }, async (request, reply) => {
    const asked = queryOf(request.url);
    const hint = asked['login_hint'] ?? '';
    const toolId = await findLaunchTool(db, hint);
    const tool = toolId === null ? null : await findTool(db, toolId);
    const fault = authorizeFault(asked, tool && { clientId: tool.client_id, redirectUrls: tool.redirect_urls });
    if (fault !== null || !tool) return sendNote(reply, 400, title, `What the other site asked for is not right: ${fault}`);
    const { actor } = request;
    const launch = actor ? await db.tx((tx) => takeLaunch(tx, hint, actor.accountId, clock.now())) : null;
    if (!launch) return sendNote(reply, 400, title, 'It was opened before, too long ago, or by somebody else. Go back and open it again.');
    const link = launch.link_id === null ? null : await findLink(db, launch.link_id);
    const sent = { launch, tool, link, nonce: asked['nonce'] ?? '', places: addressesOf(request, url), version };
    const idToken = await launchMessage(db, sent, clock.now());
    const { state } = asked;
    return sendForm(reply, asked['redirect_uri'] ?? '', { id_token: idToken, ...(state === undefined ? {} : { state }) });
  });

  // As a post it comes without our cookie: the browser is asked to come again as to a page (RFC 9110, 15.4.4).
  server.post('/lti/authorize', fromAnywhere, async (request, reply) => {
    const form = Object.entries((request.body ?? {}) as Form).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
    return reply.redirect(`/lti/authorize?${new URLSearchParams(form)}`, 303);
  });
}

/** What was chosen in a tool comes back by the browser, signed by the tool (Deep Linking 2.0, 4.5). */
function returnRoute({ db, clock, server }: Deps, { url }: About): void {
  server.post('/lti/deep-link', fromAnywhere, async (request, reply) => {
    const { JWT: token = '' } = (request.body ?? {}) as Form;
    const taken = await takeChoice({ db, clock }, token, addressesOf(request, url).issuer);
    if (typeof taken === 'string') return note(reply, 400, taken);
    return sendNote(
      reply,
      200,
      'Chosen',
      `${taken.count === 1 ? 'One activity was' : `${taken.count} activities were`} taken. You may close this window.`,
    );
  });
}

const note = (reply: FastifyReply, status: number, text: string): FastifyReply => sendNote(reply, status, 'The choice was not taken', text);

async function takeChoice({ db, clock }: Pick<Deps, 'db' | 'clock'>, token: string, issuer: string): Promise<{ count: number } | string> {
  const now = clock.now();
  const claimed = unverified(token);
  const launch = await ltiTables(db)
    .selectFrom('training_lti_launch')
    .selectAll()
    .where('return_hash', '=', hashToken(textOf(claimed, claims.data)))
    .executeTakeFirst();
  const tool = launch && (await findTool(db, launch.tool_id));
  if (!launch || !tool || now - launch.started_at.getTime() > dayMs) return 'Nothing was asked for that this answers (data).';
  let payload: JsonObject;
  try {
    payload = (await verified(token, tool.jwks_url, now)) as JsonObject;
  } catch {
    return 'It is not signed by a key of the tool, or has expired.';
  }
  const nonce = typeof payload['nonce'] === 'string' ? payload['nonce'] : '';
  const expected = { issuer: tool.client_id, audience: issuer, deploymentIds: [tool.deployment_id], nonce, now };
  const fault = tokenFault(payload, expected);
  if (fault !== null) return fault;
  const choice = readChoice(payload);
  if (typeof choice === 'string') return choice;
  return db.tx(async (tx) => {
    if (!(await useOnce(tx, `lti:${tool.client_id}`, nonce, now + dayMs, now))) return 'This answer came before (nonce).';
    const used = await ltiTables(tx)
      .updateTable('training_lti_launch')
      .set({ returned_at: new Date(now) })
      .where('hint_hash', '=', launch.hint_hash)
      .where('returned_at', 'is', null)
      .returning('tool_id')
      .executeTakeFirst();
    if (!used) return 'This choice was answered before.';
    for (const offered of choice) {
      const linkId = await insertLink(tx, tool.tool_id, offered, { at: now, by: launch.account_name });
      const by = { accountId: launch.account_id, name: launch.account_name };
      await audit(tx, by, { action: 'training.lti-link-chosen', subjectKind: 'lti-link', subjectId: linkId }, now);
    }
    await tell(tx, [packagesChanged('lti')], now);
    return { count: choice.length };
  });
}

/** The claims before anything was checked: only to find whose keys to check with. */
function unverified(token: string): JsonObject {
  try {
    const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as JsonObject;
    return typeof payload === 'object' && payload !== null ? payload : {};
  } catch {
    return {};
  }
}
