import { hash } from 'node:crypto';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnstorableText } from '#platform/http/errors.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Version } from '../core/xapi/versions.ts';
import { readCall, type Answer, type Call, type KeyedCall } from './call.ts';
import { documentResource, documentResources } from './documents-resource.ts';
import { keyOf, type RecordKey } from './keys.ts';
import { getActivity, getPerson } from './other-resources.ts';
import { RecordProblem, refusal, type RecordStatus } from './record-problem.ts';
import { getMoreStatements, getStatements, mountOf, postStatements, putStatement } from './statements-resource.ts';
import type { Store } from './store.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a request to the record store; null where the key may still be in the body. */
    recordKey: RecordKey | null;
  }
}

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE';
export type Do = (store: Store, call: KeyedCall) => Promise<Answer>;
export type Resource = Readonly<Partial<Record<Method, Do>>>;

const documents = Object.fromEntries(
  Object.entries(documentResources).map(([path, resource]): [string, Resource] => {
    const act: Do = (store, call) => documentResource(store, resource, call);
    return [path, { GET: act, PUT: act, POST: act, DELETE: act }];
  }),
);
export const resources: Readonly<Record<string, Resource>> = {
  statements: { GET: getStatements, PUT: putStatement, POST: postStatements },
  'statements/more': { GET: getMoreStatements },
  activities: { GET: getActivity },
  agents: { GET: getPerson },
  ...documents,
};

/** Everybody may try: the Basic key of the request decides, and a program is not to be slowed like a browser (its key cannot be guessed). */
const open = { schema: { hide: true }, config: { access: 'public', rateLimit: false } } as const;

/** Where the store is opened to others than the holders of record keys. A key says who calls, never a cookie. */
export interface OtherMount {
  readonly prefix: string;
  readonly keyOf: (authorization: string | undefined) => Promise<RecordKey | null>;
  readonly resources: Readonly<Record<string, Resource>>;
}

/** One version of the specification at its own address. All read and write the same ledger. */
export function mount(
  server: FastifyInstance,
  store: Store,
  version: Version,
  through: () => Promise<string>,
  other: OtherMount | null = null,
): void {
  const prefix = other?.prefix ?? mountOf(version);
  const find = other?.keyOf ?? ((authorization: string | undefined) => keyOf(store.db, authorization));
  void server.register(
    async (scope) => {
      const aboutPath = `${prefix}/about`;
      if (!scope.hasRequestDecorator('recordKey')) scope.decorateRequest('recordKey', null);
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: store.bytesMax }, (_request, body, done) => done(null, body));
      scope.addHook('onRequest', async (_request, reply) => {
        reply.header('x-experience-api-version', version.name).header('x-experience-api-consistent-through', await through());
      });
      scope.addHook('onRequest', async (request, reply) => {
        // Before a body is read: only the alternate syntax may have its key in there.
        if (mayBeAlternate(request) || request.routeOptions.url === aboutPath) return;
        request.recordKey = (await find(request.headers.authorization)) ?? noKey(reply);
      });
      scope.setErrorHandler(answerError);
      answerUnknown(scope, prefix, [...Object.keys(other?.resources ?? resources), 'about']);
      scope.get('/about', open, async () => ({ version: ['1.0.0', '1.0.1', '1.0.2', '1.0.3', '2.0.0'] }));
      for (const [path, resource] of Object.entries(other?.resources ?? resources)) {
        // With the alternate syntax every resource is also reached by POST (Communication 1.3).
        const methods = new Set([...(Object.keys(resource) as Method[]), ...(version.alternateSyntax ? (['POST'] as const) : [])]);
        for (const method of methods)
          scope.route({
            ...open,
            method,
            url: `/${path}`,
            bodyLimit: store.bytesMax,
            handler: (request, reply) => serve(store, version, resource, find, request, reply),
          });
      }
    },
    { prefix },
  );
}

async function serve(
  store: Store,
  version: Version,
  resource: Resource,
  find: OtherMount['keyOf'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const call = readCall(request, version);
  const act = resource[call.method as Method];
  if (!act) throw refusal(405, `${call.method} is not defined for this resource`, 'Communication 2.0');
  checkVersion(call);
  const key = request.recordKey ?? (await find(call.header('authorization'))) ?? noKey(reply);
  const { status, headers = {}, body, tagged = false } = await act(store, { ...call, key });
  reply.code(status).headers(headers);
  if (body === undefined) return reply.send();
  if (Buffer.isBuffer(body)) return reply.send(body);
  const text = JSON.stringify(body);
  if (tagged) reply.header('etag', `"${hash('sha1', text, 'hex')}"`);
  return reply.type('application/json').send(text);
}

/** Every answer below the mount is the store's, with its version: what there is not, and what a resource does not do. */
function answerUnknown(scope: FastifyInstance, prefix: string, known: readonly string[]): void {
  scope.setNotFoundHandler((request) => {
    const path = request.url.slice(prefix.length + 1).split('?')[0] ?? '';
    throw known.includes(path)
      ? refusal(405, `${request.method} is not defined for this resource`, 'Communication 2.0')
      : refusal(404, 'There is no such resource', 'Communication 2.0');
  });
}

const mayBeAlternate = (request: FastifyRequest): boolean => /[?&]method=/.test(request.url);

function noKey(reply: FastifyReply): never {
  reply.header('www-authenticate', 'Basic realm="xAPI", charset="UTF-8"');
  throw refusal(
    401,
    'Send a key and its secret by HTTP Basic authentication (npx atelbow records key NAME makes one)',
    'Communication 4.0',
  );
}

function checkVersion(call: Call): void {
  const given = call.header('x-experience-api-version');
  if (given === undefined || !call.version.header.test(given))
    throw refusal(
      400,
      `Header X-Experience-API-Version must name a version that is spoken here (${call.version.name})`,
      'Communication 3.3',
    );
}

function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = toProblem(error);
  if (problem) return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem.toJson()));
  request.log.error({ err: error }, 'unexpected');
  const detail = `Nothing was changed. If it happens again, give this number to your administrator: ${request.id}`;
  return reply
    .code(500)
    .type('application/problem+json')
    .send(JSON.stringify({ title: 'Something went wrong on our side', status: 500, detail }));
}

function toProblem(error: FastifyError): RecordProblem | null {
  if (error instanceof RecordProblem) return error;
  if (error instanceof Problem) return refusal(error.status === 403 ? 403 : 400, error.message, 'Communication 3.2');
  if (isUnstorableText(error)) return refusal(400, 'A text holds a character that cannot be kept (NUL)', 'Communication 3.2');
  const { statusCode = 500 } = error;
  if (statusCode >= 500) return null;
  return refusal((statusCode === 413 ? 413 : 400) satisfies RecordStatus, error.message, 'Communication 3.2');
}
