import { randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { sameOriginOnly } from '#platform/http/same-origin.ts';
import { outcome, problem } from './core/fhir/problem.ts';
import type { FhirResponse, Setting } from './core/rest/call.ts';
import { mark, rollback } from './core/store/attempt.ts';
import type { Base } from './core/store/base.ts';
import { makeAttempts, type Attempts } from './attempts.ts';
import { serveFhir } from './routes/fhir.ts';
import type { RemoteHospital } from './shell/remote-hospital.ts';

export interface ServeOptions {
  readonly version: string;
  /** Bearer token that every request must carry; null: no sign-in. */
  readonly token: string | null;
  readonly log?: boolean;
  /** The server behind the base, where that is one. */
  readonly remote?: RemoteHospital;
}

/** The attempt that `/fhir` stands for. */
const main = 'main';
const attemptsMax = 10_000;

/**
 * The practice EHR by itself: `/fhir` for one hospital, and `/sandbox/ID/fhir` for as many copies of it as are opened:
 * `POST /sandbox` opens one, `POST /sandbox/ID/fork`, `/reset` and `/undo` act on it, `DELETE /sandbox/ID` closes it.
 */
export async function makeSandboxServer(base: Base, { version, token, log = false, remote }: ServeOptions): Promise<FastifyInstance> {
  const server = Fastify({
    forceCloseConnections: true,
    logger: log,
    genReqId: () => randomBytes(8).toString('hex'),
    frameworkErrors: (error, _request, reply) => void sendOutcome(reply, 400, error.message),
  });
  sameOriginOnly(server);
  const attempts = makeAttempts(base);
  attempts.open(main);
  const guard = async (request: FastifyRequest): Promise<void> => {
    if (token !== null && !carries(request, token)) throw problem(401, 'login', 'The bearer token that was shown at the start is needed.');
  };
  const run = async (at: Setting, work: (setting: Setting) => FhirResponse): Promise<FhirResponse> => {
    if (!remote) return work(at);
    let from = 0;
    return remote.over(
      () => {
        from = mark(at.attempt);
        return work(at);
      },
      () => rollback(at.attempt, from),
    );
  };
  const common = { access: 'public', version, guard } as const;
  await serveFhir(server, {
    ...common,
    prefix: '/fhir',
    within: async (request, work) => run(setting(attempts, main, `${origin(request)}/fhir`), work),
  });
  await serveFhir(server, {
    ...common,
    prefix: '/sandbox/:attempt/fhir',
    within: async (request, work) => {
      const { attempt } = request.params as { attempt: string };
      return run(setting(attempts, attempt, `${origin(request)}/sandbox/${encodeURIComponent(attempt)}/fhir`), work);
    },
  });
  serveAttempts(server, attempts, guard);
  server.get('/health', async () => ({ ok: true, attempts: attempts.count }));
  server.setNotFoundHandler((_request, reply) =>
    sendOutcome(reply, 404, 'There is nothing at this address; the FHIR interface is at /fhir.'),
  );
  return server;
}

const origin = (request: FastifyRequest): string => `${request.protocol}://${request.host}`;

function setting(attempts: Attempts, id: string, address: string): Setting {
  return { attempt: attempts.find(id), address, now: Date.now(), newId: randomUUID };
}

function carries(request: FastifyRequest, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function sendOutcome(reply: FastifyReply, status: number, text: string): FastifyReply {
  const code = status === 404 ? 'not-found' : 'invalid';
  return reply
    .code(status)
    .type('application/fhir+json; charset=utf-8')
    .send(JSON.stringify(outcome([{ severity: 'error', code, text }])));
}

function serveAttempts(server: FastifyInstance, attempts: Attempts, guard: (request: FastifyRequest) => Promise<void>): void {
  const options = { onRequest: guard };
  const idOf = (request: FastifyRequest): string => (request.params as { attempt: string }).attempt;
  const opened = (request: FastifyRequest, id: string) => ({ id, address: `${origin(request)}/sandbox/${id}/fhir` });
  const newAttempt = (start: (id: string) => void): string => {
    if (attempts.count >= attemptsMax) throw problem(503, 'throttled', `${attemptsMax} attempts are open. Close some first.`);
    const id = randomUUID();
    start(id);
    return id;
  };
  server.setErrorHandler((error: Error & { status?: number; statusCode?: number }, _request, reply) =>
    sendOutcome(reply, error.status ?? error.statusCode ?? 500, error.message),
  );
  server.post('/sandbox', options, async (request, reply) =>
    reply.code(201).send(
      opened(
        request,
        newAttempt((id) => attempts.open(id)),
      ),
    ),
  );
  server.post('/sandbox/:attempt/fork', options, async (request, reply) => {
    const from = idOf(request);
    return reply.code(201).send(
      opened(
        request,
        newAttempt((id) => attempts.fork(from, id)),
      ),
    );
  });
  server.post('/sandbox/:attempt/reset', options, async (request) => {
    attempts.reset(idOf(request));
    return { ok: true };
  });
  server.post('/sandbox/:attempt/undo', options, async (request) => ({ undone: attempts.undo(idOf(request)) }));
  server.delete('/sandbox/:attempt', options, async (request, reply) => {
    attempts.close(idOf(request));
    return reply.code(204).send();
  });
}
