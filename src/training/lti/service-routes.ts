import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '#platform/deps.ts';
import { mediaTypes, scopes } from '../core/lti/vocabulary.ts';
import { isObject, own, textOf, type Json, type JsonObject } from '../core/xapi/json.ts';
import { publicKeys } from '../keys/signing-keys.ts';
import { addressesOf } from './addresses.ts';
import { fromAnywhere, readForms, type Form } from './forms.ts';
import { membersOf } from './members.ts';
import { keepScore, resultsOf } from './scores.ts';
import { issueToken, toolOf } from './service-token.ts';
import { insertItem, itemsOf } from './tool-store.ts';
import { ltiTables, type ItemRow, type ToolRow } from './tables.ts';

/** What programs of tools call: keys, tokens, Assignment and Grade Services 2.0, Names and Role Provisioning Services 2.0. */
export function serviceRoutes(deps: Deps, url: string | null): void {
  const { db, clock, server } = deps;
  server.get('/.well-known/jwks.json', fromAnywhere, async (_request, reply) => {
    void reply.header('access-control-allow-origin', '*').header('cache-control', 'public, max-age=300');
    return publicKeys(db, clock.now());
  });
  void server.register(async (scope) => {
    readForms(scope);
    scope.post('/lti/token', fromAnywhere, async (request, reply) => {
      void reply.header('cache-control', 'no-store');
      const issued = await issueToken(deps, (request.body ?? {}) as Form, addressesOf(request, url));
      if ('error' in issued)
        return reply.code(issued.error === 'invalid_client' ? 401 : 400).send({ error: issued.error, error_description: issued.text });
      return { access_token: issued.token, token_type: 'Bearer', expires_in: 3600, scope: issued.scope };
    });
  });
  void server.register(
    async (scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: 65_536 }, (_request, body, done) =>
        done(null, jsonOf(body as string)),
      );
      lineItemRoutes({ ...deps, server: scope }, url);
      scoreRoutes({ ...deps, server: scope });
    },
    { prefix: '/lti/tools/:toolId' },
  );
}

function jsonOf(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

const wrong = (reply: FastifyReply, text: string): FastifyReply =>
  reply.code(400).send({ error: 'invalid_request', error_description: text });
const gone = (reply: FastifyReply): FastifyReply => reply.code(404).send({ error: 'not_found' });
const { lineItem, lineItemRead, score, resultRead, members } = scopes;

function shown(item: ItemRow, at: string): JsonObject {
  return {
    id: `${at}/${item.item_id}`,
    label: item.label,
    scoreMaximum: item.score_max,
    ...(item.link_id === null ? {} : { resourceLinkId: item.link_id }),
    ...(item.resource_id === '' ? {} : { resourceId: item.resource_id }),
    ...(item.tag === '' ? {} : { tag: item.tag }),
    ...(item.starts_at === null ? {} : { startDateTime: item.starts_at }),
    ...(item.ends_at === null ? {} : { endDateTime: item.ends_at }),
  };
}

/** A line item as it was sent (3.2), or what is wrong with it. */
function readItem(
  body: JsonObject,
): { label: string; scoreMax: number; resourceId: string; tag: string; startsAt: string | null; endsAt: string | null } | string {
  const [label, max] = [textOf(body, 'label').trim(), own(body, 'scoreMaximum')];
  if (label === '' || label.length > 300) return 'label must have 1 to 300 characters.';
  if (typeof max !== 'number' || !Number.isFinite(max) || max <= 0) return 'scoreMaximum must be a number above 0.';
  const [resourceId, tag] = [textOf(body, 'resourceId').slice(0, 300), textOf(body, 'tag').slice(0, 300)];
  const moment = (key: string): string | null => textOf(body, key).slice(0, 40) || null;
  return { label, scoreMax: max, resourceId, tag, startsAt: moment('startDateTime'), endsAt: moment('endDateTime') };
}

type Query = Readonly<Record<string, string | undefined>>;

function lineItemRoutes({ db, clock, server, ...rest }: Deps, url: string | null): void {
  const deps = { db, clock, server, ...rest };
  const at = (request: FastifyRequest, tool: ToolRow): string => `${addressesOf(request, url).tool(tool.tool_id)}/line-items`;
  const one = async (request: FastifyRequest, tool: ToolRow): Promise<ItemRow | undefined> =>
    (await itemsOf(db, tool.tool_id)).find((item) => item.item_id === (request.params as { itemId: string }).itemId);

  server.get('/line-items', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [lineItem, lineItemRead]);
    if (!tool) return reply;
    const { resource_link_id: link, resource_id: resource, tag, ...paging } = request.query as Query;
    const items = (await itemsOf(db, tool.tool_id)).filter(
      (item) =>
        (link === undefined || item.link_id === link) &&
        (resource === undefined || item.resource_id === resource) &&
        (tag === undefined || item.tag === tag),
    );
    return sendPage(
      request,
      reply.type(mediaTypes.lineItems),
      items.map((item) => shown(item, at(request, tool))),
      paging,
    );
  });
  server.post('/line-items', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [lineItem]);
    if (!tool) return reply;
    const read = readItem(request.body as JsonObject);
    if (typeof read === 'string') return wrong(reply, read);
    const linkId = textOf(request.body as JsonObject, 'resourceLinkId') || null;
    const link =
      linkId === null
        ? null
        : await ltiTables(db).selectFrom('training_lti_link').select('tool_id').where('link_id', '=', linkId).executeTakeFirst();
    if (linkId !== null && link?.tool_id !== tool.tool_id) return wrong(reply, 'There is no such resourceLinkId of this tool.');
    const item = await db.tx((tx) => insertItem(tx, { ...read, toolId: tool.tool_id, linkId }, clock.now()));
    return reply
      .code(201)
      .type(mediaTypes.lineItem)
      .send(JSON.stringify(shown(item, at(request, tool))));
  });
  server.get('/line-items/:itemId', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [lineItem, lineItemRead]);
    if (!tool) return reply;
    const item = await one(request, tool);
    return item ? reply.type(mediaTypes.lineItem).send(JSON.stringify(shown(item, at(request, tool)))) : gone(reply);
  });
  server.put('/line-items/:itemId', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [lineItem]);
    if (!tool) return reply;
    const item = await one(request, tool);
    if (!item) return gone(reply);
    const read = readItem(request.body as JsonObject);
    if (typeof read === 'string') return wrong(reply, read);
    const { label, scoreMax, resourceId, tag, startsAt, endsAt } = read;
    const set = { label, score_max: scoreMax, resource_id: resourceId, tag, starts_at: startsAt, ends_at: endsAt };
    await ltiTables(db).updateTable('training_lti_line_item').set(set).where('item_id', '=', item.item_id).execute();
    return reply.type(mediaTypes.lineItem).send(JSON.stringify(shown({ ...item, ...set }, at(request, tool))));
  });
  server.delete('/line-items/:itemId', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [lineItem]);
    if (!tool) return reply;
    const item = await one(request, tool);
    if (!item) return gone(reply);
    // The column of a link is ours: results hang on it.
    if (item.link_id !== null) return reply.code(403).send({ error: 'forbidden', error_description: 'The column of a link stays.' });
    await ltiTables(db).deleteFrom('training_lti_line_item').where('item_id', '=', item.item_id).execute();
    return reply.code(204).send();
  });
}

function scoreRoutes(deps: Deps): void {
  const { db, server } = deps;
  const one = async (request: FastifyRequest, tool: ToolRow): Promise<ItemRow | undefined> =>
    (await itemsOf(db, tool.tool_id)).find((item) => item.item_id === (request.params as { itemId: string }).itemId);

  server.post('/line-items/:itemId/scores', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [score]);
    if (!tool) return reply;
    const item = await one(request, tool);
    if (!item) return gone(reply);
    const kept = await keepScore(deps, tool, item, request.body as JsonObject);
    if (kept === 'old') return reply.code(409).send({ error: 'conflict', error_description: 'A newer score is there already.' });
    return kept === null ? reply.code(204).send() : wrong(reply, kept);
  });
  server.get('/line-items/:itemId/results', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [resultRead]);
    if (!tool) return reply;
    const item = await one(request, tool);
    if (!item) return gone(reply);
    const { user_id: user, ...paging } = request.query as Query;
    const own_ = `${request.protocol}://${request.host}${request.url.split('?')[0]}`;
    return sendPage(request, reply.type(mediaTypes.results), await resultsOf(db, tool, item, user, own_), paging);
  });
  server.get('/members', fromAnywhere, async (request, reply) => {
    const tool = await toolOf(deps, request, reply, [members]);
    if (!tool) return reply;
    const { role, rlid, ...paging } = request.query as Query;
    const all = await membersOf(db, tool, { role, linkId: rlid });
    const { part, link } = pageOf(request, all, paging);
    const id = `${request.protocol}://${request.host}${request.url}`;
    if (link !== null) void reply.header('link', link);
    return reply.type(mediaTypes.members).send(JSON.stringify({ id, context: { id: tool.tool_id, title: tool.name }, members: part }));
  });
}

const pageMax = 500;

/** `limit`, and the rest by a link of the relation `next` (AGS 3.2.4, NRPS 2.4.1). */
function pageOf(
  request: FastifyRequest,
  all: readonly JsonObject[],
  { limit, from }: Query,
): { part: readonly JsonObject[]; link: string | null } {
  const size = Math.min(pageMax, Math.max(1, Math.floor(Number(limit ?? pageMax)) || pageMax));
  const begin = Math.max(0, Math.floor(Number(from ?? 0)) || 0);
  const next = new URL(`${request.protocol}://${request.host}${request.url}`);
  next.searchParams.set('from', String(begin + size));
  return { part: all.slice(begin, begin + size), link: begin + size < all.length ? `<${next.href}>; rel="next"` : null };
}

function sendPage(request: FastifyRequest, reply: FastifyReply, all: readonly JsonObject[], paging: Query): FastifyReply {
  const { part, link } = pageOf(request, all, paging);
  if (link !== null) void reply.header('link', link);
  return reply.send(JSON.stringify(part));
}
