import type { FastifyInstance } from 'fastify';

const allowedHeaders = 'authorization, content-type, accept, prefer, if-match, if-none-match, if-none-exist, if-modified-since';
const readableHeaders = 'location, content-location, etag, last-modified, www-authenticate';

/**
 * Lets pages of other sites ask and read, as SMART apps in a browser do. Never with the cookie: browsers send none to `*`, and what these
 * routes answer without a token is for everybody.
 */
export function openToOtherSites(scope: FastifyInstance, urls: readonly string[]): void {
  scope.addHook('onRequest', async (_request, reply) => {
    reply.header('access-control-allow-origin', '*').header('access-control-expose-headers', readableHeaders);
  });
  for (const url of urls)
    scope.options(url, { schema: { hide: true }, config: { access: 'public' } }, async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'GET, HEAD, POST, PUT, PATCH, DELETE')
        .header('access-control-allow-headers', allowedHeaders)
        .header('access-control-max-age', '600')
        .send(),
    );
}
