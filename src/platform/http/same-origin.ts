import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Problem } from './problem.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Cross-site request forgery: a change must come from our own pages (the browser says so in Sec-Fetch-Site or Origin).
 * Programs that send neither are not browsers and carry no cookie; cookies are SameSite=Lax besides.
 */
export function sameOriginOnly(server: FastifyInstance): void {
  server.addHook('onRequest', async (request) => {
    // A WebSocket begins as a GET that carries the cookie wherever it comes from, and no browser asks its other side (RFC 6455, 10.2).
    if (safe.has(request.method) && request.headers.upgrade === undefined) return;
    if (mayComeFromElsewhere(request)) return;
    const site = request.headers['sec-fetch-site'];
    const origin = request.headers.origin;
    const foreignSite = site !== undefined && site !== 'same-origin' && site !== 'none';
    if (foreignSite || (origin !== undefined && !isOwnOrigin(origin, request.headers.host)))
      throw new Problem(403, 'cross-origin', 'This change came from another site and was not made.');
  });
}

/** A page of another site can neither make a browser send a token nor gain from a route that looks at no cookie. */
function mayComeFromElsewhere({ routeOptions, headers }: FastifyRequest): boolean {
  const from = routeOptions.config.fromElsewhere;
  return from === 'without-cookie' || (from === 'with-token' && /^Bearer +\S/i.test(headers.authorization ?? ''));
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /**
     * Pages of other sites may call it: `without-cookie`: it never looks at who is signed in. `with-token`: when the request has a bearer
     * token, and then that alone says who is asking.
     */
    fromElsewhere?: 'without-cookie' | 'with-token';
  }
}

function isOwnOrigin(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host;
  } catch {
    return false; // `null` and malformed origins
  }
}
