import type { FastifyRequest } from 'fastify';
import type { Deps } from '#platform/deps.ts';
import { Problem } from '#platform/http/problem.ts';
import { hearChange, type HeardChange } from '#support/index.ts';
import { readJira, readServiceNow } from './hear.ts';
import { isSigned } from './signature.ts';

/** What is agreed with each system; a system without a secret is not listened to. */
export interface HookOptions {
  readonly serviceNow: { readonly secret: string; readonly user: string } | null;
  readonly jira: { readonly secret: string; readonly user: string } | null;
}

type Desk = Parameters<typeof hearChange>[0];

/** A message older than this, or from the future, may be a copy of one that was overheard. */
const ageMsMax = 5 * 60_000;
const bytesMax = 262_144;

/**
 * Web hooks of ticket systems. Each is signed over the very bytes that came: without a signature 401, with a wrong one 403, and nothing is read
 * before. Answered 200 whatever it changed, so that they do not send it for ever.
 */
export async function registerItsmHooks({ server, clock }: Deps, desk: Desk, { serviceNow, jira }: HookOptions): Promise<void> {
  await server.register(async (hooks) => {
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: bytesMax }, (_request, body, done) => done(null, body));
    const config = { access: 'public' as const, rateLimit: { max: 600, timeWindow: '1 minute' } };

    hooks.post('/hooks/itsm/servicenow', { config, schema: { hide: true } }, async (request) => {
      if (!serviceNow) throw notListening();
      const sentAt = header(request, 'x-atelbow-timestamp');
      const age = Math.abs(clock.now() - Number(sentAt) * 1000);
      const signature = header(request, 'x-atelbow-signature');
      // The time is signed with the message, so that an old one cannot be sent again under a new time.
      if (!isSigned(serviceNow.secret, Buffer.concat([Buffer.from(`${sentAt}.`), bytesOf(request)]), signature)) throw forged();
      if (!(age <= ageMsMax)) throw new Problem(403, 'too-old', 'This message is too old, or the clocks differ by more than five minutes.');
      return hear(readServiceNow(jsonOf(request), serviceNow));
    });

    hooks.post('/hooks/itsm/jira', { config, schema: { hide: true } }, async (request) => {
      if (!jira) throw notListening();
      const signature = header(request, 'x-hub-signature');
      if (!isSigned(jira.secret, bytesOf(request), signature)) throw forged();
      return hear(readJira(jsonOf(request), header(request, 'x-atlassian-webhook-identifier'), jira));
    });
  });

  async function hear(change: HeardChange | null): Promise<{ outcome: string }> {
    return { outcome: change === null ? 'nothing' : await hearChange(desk, change) };
  }
}

const bytesOf = (request: FastifyRequest): Buffer => (Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0));

function header(request: FastifyRequest, name: string): string {
  const value = request.headers[name];
  if (typeof value !== 'string' || value === '') throw new Problem(401, 'not-signed', `The header ${name} is missing.`);
  return value;
}

function jsonOf(request: FastifyRequest): unknown {
  try {
    return JSON.parse(bytesOf(request).toString('utf8')) as unknown;
  } catch {
    throw new Problem(400, 'invalid', 'This is not JSON.');
  }
}

const forged = (): Problem => new Problem(403, 'forged', 'The signature does not fit the message.');
const notListening = (): Problem => new Problem(404, 'not-found', 'This ticket system is not set up here.');
