import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { mayCall } from '../http/bind.ts';
import type { Db } from '../db/open.ts';
import { lastSeq, newsAfter, outboxChannel, type OutboxRow } from './outbox.ts';

const beatMs = 15_000;

/**
 * `GET /api/news`: server-sent events whose id is the outbox sequence, so that a browser that lost its connection
 * asks for what it missed (Last-Event-ID) and gets all of it, once, in order. NOTIFY only wakes us: the table is the truth.
 */
export async function streamNews(server: FastifyInstance, db: Db): Promise<void> {
  const open = new Map<ServerResponse, { sent: number }>();
  let reading: Promise<void> | null = null;
  let again = false;
  let seen = await lastSeq(db);

  const pump = async (): Promise<void> => {
    do {
      again = false;
      for (let batch = await newsAfter(db, seen); batch.length > 0; batch = await newsAfter(db, seen)) {
        seen = batch.at(-1)?.seq ?? seen;
        for (const [stream, state] of open) send(stream, state, batch);
      }
    } while (again);
  };
  const wake = (): void => {
    again = true;
    reading ??= pump()
      .catch((error: unknown) => server.log.error({ err: error }, 'news'))
      .finally(() => {
        reading = null;
      });
  };
  const unlisten = await db.listen(outboxChannel, wake);
  const beat = setInterval(() => {
    for (const stream of open.keys()) stream.write(': \n\n');
    wake(); // a lost hint delays news by one beat, never for good
  }, beatMs);
  server.addHook('preClose', async () => {
    clearInterval(beat);
    for (const stream of open.keys()) stream.end();
    await unlisten();
    await reading;
  });

  server.get('/api/news', { schema: { hide: true }, config: { access: 'signed-in' } }, async (request, reply) => {
    mayCall('signed-in', request.actor);
    const last = Number(request.headers['last-event-id'] ?? Number.NaN);
    const state = { sent: Number.isSafeInteger(last) ? last : seen };
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write(`retry: 2000\nid: ${state.sent}\nevent: hello\ndata: {}\n\n`);
    request.raw.on('close', () => open.delete(reply.raw));
    while (state.sent < seen) {
      const missed = await newsAfter(db, state.sent);
      if (missed.length === 0) break;
      send(reply.raw, state, missed);
    }
    open.set(reply.raw, state);
  });
}

function send(stream: ServerResponse, state: { sent: number }, rows: readonly OutboxRow[]): void {
  for (const row of rows) {
    if (row.seq <= state.sent) continue;
    stream.write(`id: ${row.seq}\nevent: ${row.kind}\ndata: ${JSON.stringify({ subject: row.subject, ...row.body })}\n\n`);
    state.sent = row.seq;
  }
}
