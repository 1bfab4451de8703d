import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { findPeople, today } from '#directory/index.ts';
import type { Deps } from '#platform/deps.ts';
import { isUnstorableText } from '#platform/http/errors.ts';
import { Problem } from '#platform/http/problem.ts';
import { patched } from './patch.ts';
import { errorBody, listBody, pageSizeMax, resourceTypes, schemas, ScimProblem, serviceProviderConfig } from './protocol.ts';
import { createUser, deleteUser, readUser, replaceUser, type House } from './provision.ts';
import { listRecords, type ScimFilter } from './store.ts';
import { toResource } from './user.ts';

const mediaType = 'application/scim+json';

/** `/scim/v2`: the hospital's identity system keeps the directory's people. Off without a token. */
export function registerScim(deps: Deps, options: House & { token: string | null }): void {
  const { token } = options;
  if (token === null) return;
  void deps.server.register(
    async (scope) => {
      scope.addContentTypeParser(mediaType, { parseAs: 'string' }, scope.getDefaultJsonParser('error', 'error'));
      answerScimErrors(scope);
      scope.addHook('onRequest', async (request) => {
        if (!isToken(request.headers.authorization, token)) throw new ScimProblem(401, 'Send the bearer token of the setting SCIM_TOKEN.');
      });
      scope.addHook('onSend', async (_request, reply) => {
        if (reply.statusCode !== 204) void reply.type(mediaType);
      });
      bindConfiguration(scope);
      bindUsers(scope, deps, options);
    },
    { prefix: '/scim/v2' },
  );
}

/** Everybody may try; the token decides. */
const open = { schema: { hide: true }, config: { access: 'public' } } as const;

function isToken(header: string | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(header ?? ''), digest(`Bearer ${token}`));
}

function answerScimErrors(scope: FastifyInstance): void {
  scope.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    if (error instanceof ScimProblem) return reply.code(error.status).send(errorBody(error.status, error.message, error.scimType));
    if (error instanceof Problem) return reply.code(error.status).send(errorBody(error.status, error.message));
    if (isUnstorableText(error))
      return reply.code(400).send(errorBody(400, 'A text holds a character that cannot be kept (NUL).', 'invalidValue'));
    if (error.statusCode && error.statusCode < 500)
      return reply.code(error.statusCode).send(errorBody(error.statusCode, error.message, 'invalidSyntax'));
    request.log.error({ err: error }, 'unexpected');
    return reply.code(500).send(errorBody(500, `Nothing was changed. The log has the reason under ${request.id}.`));
  });
}

function bindConfiguration(scope: FastifyInstance): void {
  scope.get('/ServiceProviderConfig', open, async () => serviceProviderConfig);
  scope.get('/ResourceTypes', open, async () => listBody(resourceTypes, resourceTypes.length, 1));
  scope.get('/ResourceTypes/User', open, async () => resourceTypes[0]);
  scope.get('/Schemas', open, async () => listBody(schemas, schemas.length, 1));
  scope.get<{ Params: { id: string } }>('/Schemas/:id', open, async (request) => {
    const found = schemas.find((one) => one.id === request.params.id);
    if (!found) throw new ScimProblem(404, 'There is no such schema.');
    return found;
  });
}

type ById = { Params: { id: string }; Body: unknown };

function bindUsers(scope: FastifyInstance, { db, clock }: Deps, house: House): void {
  scope.get<{ Querystring: { filter?: string; startIndex?: string; count?: string } }>('/Users', open, async (request) => {
    const { filter, startIndex, count } = request.query;
    const start = Math.max(1, whole(startIndex, 1));
    const limit = Math.min(pageSizeMax, Math.max(0, whole(count, pageSizeMax)));
    const { found, total } = await listRecords(db, readFilter(filter), { offset: start - 1, limit });
    const people = new Map(
      (
        await findPeople(
          db,
          found.map((record) => record.personId),
        )
      ).map((person) => [person.personId, person]),
    );
    const now = await today(db, clock.now());
    const resources = found.flatMap((record) => {
      const person = people.get(record.personId);
      return person ? [toResource(person, record, now)] : [];
    });
    return listBody(resources, total, start);
  });
  scope.get<ById>('/Users/:id', open, async (request) => readUser(db, request.params.id, clock.now()));
  scope.post('/Users', open, async (request, reply: FastifyReply) => {
    const made = await db.tx((tx) => createUser(tx, request.body, house, clock.now()));
    return reply
      .code(201)
      .header('location', (made.meta as { location: string }).location)
      .send(made);
  });
  scope.put<ById>('/Users/:id', open, async (request) =>
    db.tx((tx) => replaceUser(tx, request.params.id, () => request.body, house, clock.now())),
  );
  scope.patch<ById>('/Users/:id', open, async (request) =>
    db.tx((tx) => replaceUser(tx, request.params.id, (now) => patched(now, request.body), house, clock.now())),
  );
  scope.delete<ById>('/Users/:id', open, async (request, reply) => {
    await db.tx((tx) => deleteUser(tx, request.params.id, house, clock.now()));
    return reply.code(204).send();
  });
}

const whole = (text: string | undefined, otherwise: number): number =>
  text !== undefined && /^-?\d{1,9}$/.test(text) ? Number(text) : otherwise;

/** `userName eq "x"`, `externalId eq "x"`, `id eq "x"`: what identity systems ask before they create. */
function readFilter(text: string | undefined): ScimFilter | null {
  if (text === undefined) return null;
  const found = /^\s*(id|userName|externalId)\s+eq\s+("(?:[^"\\]|\\.)*")\s*$/i.exec(text);
  const attribute = (['id', 'userName', 'externalId'] as const).find((name) => name.toLowerCase() === found?.[1]?.toLowerCase());
  if (!attribute || !found?.[2])
    throw new ScimProblem(400, 'Only id, userName or externalId with eq and a text can be asked for.', 'invalidFilter');
  try {
    return { attribute, value: JSON.parse(found[2]) as string };
  } catch {
    throw new ScimProblem(400, 'The text of the filter is not valid.', 'invalidFilter');
  }
}
