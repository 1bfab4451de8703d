import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';

/**
 * What the same database and the same Node do at best: a bare `node:http` that inserts a row as wide as a request and selects fifty of them. No
 * account, no check, no dispatch, no log: a floor below which no product can be.
 */
export async function startFloor(pool: pg.Pool): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  await pool.query('create table floor_request (like support_request including defaults including generated including identity)');
  await pool.query('create index on floor_request (created_at)');
  const server: Server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const work = request.method === 'POST' ? insert(JSON.parse(Buffer.concat(chunks).toString()) as Body) : select();
      void work.then((answer) => reply.setHeader('content-type', 'application/json').end(JSON.stringify(answer)));
    });
  });
  const insert = async ({ unitId, text }: Body): Promise<unknown> => {
    const { rows } = await pool.query(
      `insert into floor_request (request_id, asker_class, unit_id, topic, text, impact, urgency, priority, state, state_since, created_at, waiting_since)
       values ($1, 'nurse', $2, '', $3, 'one', 'stopped', 'P3', 'waiting', now(), now(), now()) returning *`,
      [crypto.randomUUID(), unitId, text],
    );
    return rows[0];
  };
  const select = async (): Promise<unknown> =>
    (await pool.query("select * from floor_request where state not in ('resolved', 'withdrawn') order by created_at limit 50")).rows;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pool.query('drop table floor_request');
    },
  };
}

interface Body {
  readonly unitId: string;
  readonly text: string;
}
