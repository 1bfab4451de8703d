import type { FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { browserOf } from './browser.ts';
import { oidcCallbackPath, oidcStartPath, type OidcProblem } from './contract.ts';
import { ownPath, takeTravel, writeSessionCookie, writeTravel } from './cookie.ts';
import { OidcClient, signInByOidc } from './oidc.ts';
import type { AuthOptions } from './options.ts';

const lost = (problem: OidcProblem): string => `/sign-in?problem=${problem}`;

/** Pages that the browser visits rather than calls: they answer with redirects, failures included. */
export function registerOidc({ db, clock, server }: Deps, options: AuthOptions): void {
  if (!options.oidc) return;
  const oidc = new OidcClient(options.oidc);
  const base = (request: FastifyRequest): string => options.url ?? `${request.protocol}://${request.host}`;
  const page = { schema: { hide: true }, config: { access: 'public', rateLimit: { max: 60, timeWindow: '1 minute' } } } as const;

  server.get<{ Querystring: { to?: string } }>(oidcStartPath, page, async (request, reply) => {
    try {
      const { url, travel } = await oidc.begin(new URL(oidcCallbackPath, base(request)).href, ownPath(request.query.to));
      writeTravel(request, reply, options.url, travel);
      return await reply.redirect(url.href);
    } catch (error) {
      request.log.warn({ err: error }, 'single sign-on could not begin');
      return reply.redirect(lost('oidc-unreachable'));
    }
  });

  server.get(oidcCallbackPath, page, async (request, reply) => {
    const travel = takeTravel(request, reply);
    if (!travel) return reply.redirect(lost('oidc-failed'));
    let identity;
    try {
      identity = await oidc.finish(new URL(request.url, base(request)), travel);
    } catch (error) {
      request.log.warn({ err: error }, 'single sign-on did not finish');
      return reply.redirect(lost('oidc-failed'));
    }
    const entry = await signInByOidc(db, identity, browserOf(request, options.url), clock.now());
    if (!entry.ok) return reply.redirect(lost(entry.refusal.code));
    writeSessionCookie(request, reply, options.url, entry.value);
    return reply.redirect(travel.to);
  });
}
