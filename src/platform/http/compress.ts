import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';

const bytesMin = 4_096;
const squeeze = promisify(gzip);

/** Long JSON and text answers travel compressed where the browser takes it. Streams and files pass by: they see to it themselves. */
export function compressAnswers(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < bytesMin || reply.hasHeader('content-encoding')) return payload;
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return payload;
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length');
    return squeeze(payload, { level: constants.Z_BEST_SPEED });
  });
}
