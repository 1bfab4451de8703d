import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from './actor.ts';
import { Problem } from './problem.ts';
import type { Args, Reply, RouteDef } from './route.ts';

type ActorOf<R extends RouteDef> = R['access'] extends 'public' ? Actor | null : Actor;

export type Handler<R extends RouteDef> = (
  call: Args<R, 'out'> & { actor: ActorOf<R>; request: FastifyRequest; reply: FastifyReply },
) => Promise<Reply<R>>;

/** Binds a contract route: who may call is checked before anything is parsed, then what they sent, then what we answer. */
export function bind<R extends RouteDef>(server: FastifyInstance, definition: R, handler: Handler<R>): void {
  server.route({
    method: definition.method,
    url: definition.path,
    config: {
      access: definition.access,
      ...(definition.callsPerMinuteMax ? { rateLimit: { max: definition.callsPerMinuteMax, timeWindow: '1 minute' } } : {}),
    },
    schema: {
      summary: definition.summary,
      ...(definition.params ? { params: definition.params } : {}),
      ...(definition.query ? { querystring: definition.query } : {}),
      ...(definition.body ? { body: definition.body } : {}),
      response: { 200: definition.response },
    },
    onRequest: async (request) => mayCall(definition.access, request.actor),
    handler: (request, reply) => {
      const { params, query, body, actor } = request;
      return handler({ params, query, body, actor, request, reply } as unknown as Parameters<Handler<R>>[0]);
    },
  });
}

/** @throws Problem 401 when nobody is signed in, 403 when the account lacks the permission. */
export function mayCall(access: RouteDef['access'], actor: Actor | null): void {
  if (access === 'public') return;
  if (!actor) throw new Problem(401, 'sign-in-first', 'Sign in first.');
  if (access !== 'signed-in' && !actor.can(access))
    throw new Problem(403, 'role-lacks-permission', 'Your account does not allow this. Ask an administrator if your work needs it.');
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Set by `bind`; the authorisation matrix test reads it, and fails for a route that has none. */
    access?: RouteDef['access'];
  }
}
