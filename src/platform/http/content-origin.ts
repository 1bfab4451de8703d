import { randomBytes } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { compressAnswers } from './compress.ts';
import { answerErrors } from './errors.ts';

export interface ContentOrigin {
  /** The listener that serves other people's programs: it looks at no cookie, and has no route but what opens by a secret in its address. */
  readonly server: FastifyInstance;
  /** The origin under which the browser that came to us by `host` reaches it; null: there is none that is apart from ours. */
  of(host: string | undefined): string | null;
  /** Our own pages as seen from there: who may hold content in a frame. */
  framers(): readonly string[];
  listen(main: { readonly host: string; readonly port: number }): Promise<void>;
}

interface Settings {
  /** `https://content.hospital.example`; null: on loopback it is found, elsewhere there is none. */
  readonly origin: string | null;
  /** null: the port after ours. */
  readonly port: number | null;
  /** Where people reach us. */
  readonly url: string | null;
}

const loopback: Readonly<Record<string, string>> = { '127.0.0.1': 'localhost', localhost: '127.0.0.1' };

/**
 * A second origin for content (docs/decisions/0006). Cookies are shared by all ports of one host, so the host name differs too: behind a proxy it
 * is a second name; on loopback whoever came to 127.0.0.1 finds content at localhost, and the other way round.
 */
export function makeContentOrigin({ origin, port, url }: Settings): ContentOrigin {
  const server = Fastify({
    forceCloseConnections: true,
    trustProxy: 'loopback',
    bodyLimit: 1_048_576,
    genReqId: () => randomBytes(8).toString('hex'),
  });
  answerErrors(server);
  compressAnswers(server);
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer').header('cache-control', 'no-store');
  });
  const ports = { ours: 0, content: 0 };
  return {
    server,
    of(host) {
      if (origin !== null) return origin;
      const other = loopback[host?.replace(/:\d+$/, '') ?? ''];
      return other === undefined || ports.content === 0 ? null : `http://${other}:${ports.content}`;
    },
    framers: () =>
      origin !== null && url !== null ? [new URL(url).origin] : Object.keys(loopback).map((name) => `http://${name}:${ports.ours}`),
    async listen({ host, port: ours }) {
      ports.ours = ours;
      await server.listen({ host, port: port ?? ours + 1 }).catch(async (error: NodeJS.ErrnoException) => {
        // Nobody said which: any free one does.
        if (port !== null || !['EADDRINUSE', 'ERR_SOCKET_BAD_PORT', 'EACCES'].includes(error.code ?? '')) throw error;
        await server.listen({ host, port: 0 });
      });
      ports.content = portOf(server);
    },
  };
}

/** Listens where the main server does, and closes with it. @returns when it listens. @throws when the port that was set is taken. */
export function followServer(content: ContentOrigin, main: FastifyInstance): Promise<void> {
  const listening = new Promise<void>((resolve, reject) => {
    main.addHook('onListen', async () => {
      const [at] = main.addresses();
      if (typeof at === 'object') await content.listen({ host: at.address, port: at.port }).then(resolve, reject);
    });
  });
  listening.catch(() => undefined); // whoever starts the server asks; elsewhere launching is refused in words
  main.addHook('onClose', () => content.server.close());
  return listening;
}

function portOf(server: FastifyInstance): number {
  const [at] = server.addresses();
  return typeof at === 'object' ? at.port : 0;
}
