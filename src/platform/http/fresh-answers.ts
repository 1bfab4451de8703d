import type { FastifyInstance } from 'fastify';

/**
 * A browser that is told when an answer was last changed, and nothing else, takes it from its own memory for a tenth of that time (RFC 9111, 4.2.2): a
 * chart read again minutes later would be an old one. So what bears a version is asked about again each time, what bears none is not kept at all;
 * what says itself how long it is good stays as it is.
 */
export function freshAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (_request, reply, payload) => {
    if (reply.hasHeader('cache-control')) return payload;
    const hasVersion = reply.hasHeader('etag') || reply.hasHeader('last-modified');
    reply.header('cache-control', hasVersion ? 'private, no-cache' : 'no-store');
    return payload;
  });
}
