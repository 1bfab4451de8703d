import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Problem } from './problem.ts';

/**
 * Paths that are never pages: a wrong one is an error, not the web application. An asset that is gone belongs to an older
 * build: a page that was opened before an upgrade then notices, and offers to be loaded again.
 */
const notPages = /^\/(api|assets|feeds|scim|auth|fhir|sandbox|xapi|metrics|health|telephony|lti|\.well-known)(\/|$)/;

/**
 * The built web application: files under their content hash for ever, every other address answers the one page,
 * with the nonce of its content security policy. False when nothing is built.
 */
export async function servePages(server: FastifyInstance, dist: string): Promise<boolean> {
  const page = join(dist, 'index.html');
  const html = existsSync(page) ? readFileSync(page, 'utf8') : null;
  server.setNotFoundHandler((request, reply) => {
    if (html === null || request.method !== 'GET' || notPages.test(request.url))
      return reply
        .code(404)
        .type('application/problem+json')
        .send(new Problem(404, 'not-found', 'There is nothing at this address.').toJson());
    return reply.type('text/html').header('cache-control', 'no-store').send(html.replaceAll('__NONCE__', reply.cspNonce.style));
  });
  if (html === null) return false; // the server alone, as in tests of its interface
  await server.register(fastifyStatic, {
    root: dist,
    index: false,
    wildcard: false,
    setHeaders: (response, path) => {
      if (path.includes('/assets/')) response.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  server.get('/', { schema: { hide: true } }, (_request, reply) => reply.callNotFound());
  // Files are public, and their names change with every build: they are no part of the interface.
  server.knownRoutes.splice(
    0,
    Infinity,
    ...server.knownRoutes.filter(({ access, url }) => access !== undefined || !existsSync(join(dist, url))),
  );
  return true;
}

/** What the player of content packages is built into, for the second origin: names with their hash, and `player.js`. */
export async function servePlayer(server: FastifyInstance, dist: string): Promise<void> {
  if (existsSync(dist))
    await server.register(fastifyStatic, { root: dist, index: false, wildcard: false, globIgnore: ['index.html', 'sw.js'] });
}
