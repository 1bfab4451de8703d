import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import type { Db } from '../db/open.ts';
import { bind } from './bind.ts';
import { route } from './route.ts';

const health = route({
  method: 'GET',
  path: '/health',
  summary: 'Alive, and the database answers',
  access: 'public',
  response: z.object({ ok: z.literal(true), database: z.string(), version: z.string() }),
});

/** What the people who run it need: `/health`, Prometheus metrics at `/metrics`, the API's description at `/api/openapi.json`. */
export function serveOperations(server: FastifyInstance, db: Db, version: string): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'atelbow_http_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  server.addHook('onResponse', async (request, reply) => {
    seconds.observe(
      { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode },
      reply.elapsedTime / 1000,
    );
  });
  bind(server, health, async () => {
    await db.pool.query('select 1');
    return { ok: true as const, database: db.kind, version };
  });
  const hidden = { schema: { hide: true }, config: { access: 'public' as const } };
  server.get('/metrics', hidden, async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
  server.get('/api/openapi.json', hidden, async () => server.swagger());
}
