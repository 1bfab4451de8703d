import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Actor } from './actor.ts';
import { compressAnswers } from './compress.ts';
import { answerErrors } from './errors.ts';
import { freshAnswers } from './fresh-answers.ts';
import { loggedError } from './logged-error.ts';
import type { RouteDef } from './route.ts';
import { serialiseOnce } from './serialise-once.ts';
import { sameOriginOnly } from './same-origin.ts';

export interface ServerOptions {
  readonly log: boolean;
  readonly version: string;
  readonly callsPerMinuteMax: number;
  /** Which origin our pages may show in a frame, by the host that the browser came to. */
  readonly frameOrigin?: (host: string | undefined) => string | null;
  /** The account behind a request's cookie or token; null when nobody is signed in. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | null>;
}

/** A route as it was registered, whoever did so: the authorisation matrix is made from these. */
export interface KnownRoute {
  readonly method: string;
  readonly url: string;
  readonly access: RouteDef['access'] | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | null;
  }
  interface FastifyInstance {
    knownRoutes: KnownRoute[];
  }
}

/** Fastify with what every route shares: identity, same-origin writes, strict CSP, limits, validation, one error currency, OpenAPI. */
export async function makeServer(options: ServerOptions): Promise<FastifyInstance> {
  const server = Fastify({
    forceCloseConnections: true,
    trustProxy: 'loopback',
    bodyLimit: 1_048_576,
    logger: options.log ? { redact: ['req.headers.cookie', 'req.headers.authorization'], serializers: { err: loggedError } } : false,
    genReqId: () => randomBytes(8).toString('hex'),
  });
  server.setValidatorCompiler(validatorCompiler);
  server.setSerializerCompiler(serialiseOnce(serializerCompiler));
  server.decorate('knownRoutes', []);
  server.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) if (one !== 'HEAD') server.knownRoutes.push({ method: one, url, access: config?.access });
  });
  answerErrors(server);
  await server.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: { directives: { ...policy, frameSrc: [...self, framed(options)] } },
  });
  await server.register(cookie);
  // A connection that is gone already has no address any more.
  await server.register(rateLimit, {
    max: options.callsPerMinuteMax,
    timeWindow: '1 minute',
    keyGenerator: (request) => request.ip ?? 'gone',
  });
  await server.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'AtElbow', version: options.version } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await server.register(websocket, { options: { maxPayload: socketBytesMax } });
  sameOriginOnly(server);
  compressAnswers(server);
  freshAnswers(server);
  server.decorateRequest('actor', null);
  server.addHook('onRequest', async (request) => {
    request.actor = await options.authenticate(request);
  });
  return server;
}

const framed =
  ({ frameOrigin }: ServerOptions) =>
  ({ headers }: IncomingMessage): string =>
    frameOrigin?.(headers.host) ?? "'self'";

const socketBytesMax = 65_536;
const self = ["'self'"];
const policy = {
  defaultSrc: self,
  scriptSrc: self,
  styleSrc: self,
  imgSrc: [...self, 'data:'],
  connectSrc: self,
  workerSrc: self,
  manifestSrc: self,
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: self,
  frameAncestors: ["'none'"],
  upgradeInsecureRequests: null, // a hospital may run behind its own TLS proxy, or on loopback
};
