import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnstorableText } from '#platform/http/errors.ts';
import { Problem } from '#platform/http/problem.ts';
import type { RouteDef } from '#platform/http/route.ts';
import { FhirProblem, outcome, problem } from '../core/fhir/problem.ts';
import { answer } from '../core/rest/answer.ts';
import type { FhirRequest, FhirResponse, Setting } from '../core/rest/call.ts';
import type { Fields } from '../core/fhir/resource.ts';
import { capabilityStatement } from '../core/rest/capability.ts';
import { pairsOf } from '../core/rest/conditional.ts';
import { parseBody } from '../core/rest/json-body.ts';
import { r4 } from '../definitions/read.ts';
import { readXml } from '../xml/read-xml.ts';
import { xmlOf } from '../xml/write-xml.ts';
import { openToOtherSites } from './cross-origin.ts';
import { chooseFormat, formatOfBody, plainJson, type Format } from './format.ts';

export interface FhirRoutes {
  /** Where the interface is mounted: `/fhir` or `/sandbox/:attempt/fhir`. */
  readonly prefix: string;
  readonly access: RouteDef['access'];
  readonly version: string;
  readonly bodyBytesMax?: number;
  /** Runs before anything is parsed. @throws FhirProblem or Problem when the caller may not */
  readonly guard: (request: FastifyRequest) => Promise<void>;
  /** Does the work on the attempt that the address names; what it changed is kept when this resolves. @throws FhirProblem 404 */
  readonly within: (request: FastifyRequest, work: (setting: Setting) => FhirResponse) => Promise<FhirResponse>;
  /** For apps of others: pages of other sites may call with a bearer token, and everybody may read what the server can do. */
  readonly apps?: {
    /** How this request is answered: `answer`, or that within what its token allows. */
    readonly answerOf: (request: FastifyRequest) => typeof answer;
    /** `CapabilityStatement.rest.security` */
    readonly security: (address: string) => Fields;
  };
}

const bodyBytesMaxDefault = 8_388_608;
const mediaTypes = { json: 'application/fhir+json; charset=utf-8', xml: 'application/fhir+xml; charset=utf-8' } as const;
const jsonTypes = ['application/json', 'application/fhir+json', 'application/json-patch+json', 'application/x-www-form-urlencoded'];

/** The FHIR interface as a plugin of its own: its bodies, errors and limits concern no other route. */
export async function serveFhir(server: FastifyInstance, routes: FhirRoutes): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Parsed only where a body is wanted, by our own reader, which says what is wrong as an OperationOutcome.
    scope.addContentTypeParser(jsonTypes, { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body));
    scope.setErrorHandler((error: FastifyError, request, reply) => send(reply, failed(error, request), formatOf(request)));
    if (routes.apps) openToOtherSites(scope, [routes.prefix, `${routes.prefix}/*`]);
    const options = {
      config: { access: routes.access, ...(routes.apps ? { fromElsewhere: 'with-token' as const } : {}) },
      schema: { hide: true },
      bodyLimit: routes.bodyBytesMax ?? bodyBytesMaxDefault,
      onRequest: routes.guard,
    };
    const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
    const described = routes.apps ? { ...options, config: { ...options.config, access: 'public' as const } } : options;
    scope.get(`${routes.prefix}/metadata`, described, (request, reply) => metadata(routes, request, reply));
    const handler = (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => handle(routes, request, reply);
    scope.route({ method: methods, url: routes.prefix, ...options, exposeHeadRoute: false, handler });
    scope.route({ method: methods, url: `${routes.prefix}/*`, ...options, exposeHeadRoute: false, handler });
  });
}

async function handle(routes: FhirRoutes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const asked = fhirRequest(request);
  const format = chooseFormat(asked.query, request.headers.accept);
  return send(reply, await routes.within(request, (setting) => (routes.apps?.answerOf(request) ?? answer)(setting, asked)), format);
}

function fhirRequest(request: FastifyRequest): FhirRequest {
  const url = request.raw.url ?? '';
  const mark = url.indexOf('?');
  const path = (request.params as { '*'?: string })['*'] ?? '';
  const query = mark < 0 ? [] : pairsOf(url.slice(mark));
  const text = typeof request.body === 'string' ? request.body : null;
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;
  return {
    method: request.method,
    path,
    query: isForm && path.endsWith('_search') ? [...query, ...pairsOf(text ?? '')] : query,
    headers: request.headers as Record<string, string | undefined>,
    body: () => {
      return formatOfBody(request.headers['content-type']) === 'xml' ? readXml(r4().definitions, text) : parseBody(text);
    },
  };
}

async function metadata(routes: FhirRoutes, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const format = chooseFormat(fhirRequest(request).query, request.headers.accept);
  const described = await routes.within(request, ({ attempt, address, now }) => {
    const date = new Date(now).toISOString().slice(0, 10);
    const security = routes.apps?.security(address);
    return { status: 200, headers: {}, json: capabilityStatement(attempt.rules, address, { version: routes.version, date }, security) };
  });
  return send(reply, described, format);
}

/** For what went wrong: the format that was asked for, or JSON where that itself is what is wrong. */
function formatOf(request: FastifyRequest): Format {
  try {
    return chooseFormat(fhirRequest(request).query, request.headers.accept);
  } catch {
    return plainJson;
  }
}

function send(reply: FastifyReply, response: FhirResponse, { kind, pretty }: Format): FastifyReply {
  reply.code(response.status).headers(response.headers);
  if (response.status === 401) reply.header('www-authenticate', 'Bearer');
  if (response.json === null) return reply.send();
  return reply.type(mediaTypes[kind]).send(written(response.json, kind, pretty));
}

function written(json: string, kind: Format['kind'], pretty: boolean): string {
  if (kind === 'json' && !pretty) return json;
  const resource = JSON.parse(json) as Fields;
  return kind === 'json' ? JSON.stringify(resource, null, 2) : xmlOf(r4().definitions, resource);
}

/** What only we should know stays in the log. */
function failed(error: FastifyError, request: FastifyRequest): FhirResponse {
  const as = (known: FhirProblem): FhirResponse => ({ status: known.status, headers: {}, json: JSON.stringify(outcome(known.issues)) });
  if (error instanceof FhirProblem) return as(error);
  if ((error as unknown) instanceof Problem) return as(fromProblem(error as unknown as Problem));
  const status = error.statusCode ?? (error as { status?: number }).status ?? 500;
  if (isUnstorableText(error)) return as(problem(400, 'value', 'The address holds a character that cannot be kept (NUL). Remove it.'));
  if (status === 413) return as(problem(413, 'too-long', 'The body is larger than what can be taken at once.'));
  if (status === 429) return as(problem(429, 'throttled', 'Too many requests from here. Wait a minute, then try again.'));
  if (status >= 400 && status < 500) return as(problem(status, 'invalid', error.message));
  request.log.error({ err: error }, 'unexpected');
  return as(problem(500, 'exception', `Something went wrong on our side; nothing was changed. Its number: ${request.id}`));
}

const issueCodes: Readonly<Record<number, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  429: 'throttled',
  503: 'transient',
};

const fromProblem = ({ status, code, message }: Problem): FhirProblem =>
  new FhirProblem(status, [{ severity: 'error', code: issueCodes[status] ?? 'invalid', text: message, reason: code }]);
