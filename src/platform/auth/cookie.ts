import type { FastifyReply, FastifyRequest } from 'fastify';

const isSecure = (request: FastifyRequest, url: string | null): boolean =>
  request.protocol === 'https' || (url?.startsWith('https:') ?? false);

/** With `__Host-` browsers refuse the cookie from sister sites and plain HTTP (RFC 6265bis, section 4.1.3.2). */
const nameOf = (secure: boolean): string => (secure ? '__Host-atelbow' : 'atelbow');

export const readSessionCookie = (request: FastifyRequest, url: string | null): string | null =>
  request.cookies[nameOf(isSecure(request, url))] ?? null;

/** No expiry of its own: the session's is in the database, and the browser forgets it when it closes. */
export function writeSessionCookie(request: FastifyRequest, reply: FastifyReply, url: string | null, token: string): void {
  const secure = isSecure(request, url);
  void reply.setCookie(nameOf(secure), token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

export function clearSessionCookie(request: FastifyRequest, reply: FastifyReply, url: string | null): void {
  const secure = isSecure(request, url);
  void reply.clearCookie(nameOf(secure), { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

const travelName = 'atelbow-oidc';
const travelSeconds = 600;

/** What a single sign-on must find again when the browser comes back from the hospital's page. */
export interface Travel {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly to: string;
}

export function writeTravel(request: FastifyRequest, reply: FastifyReply, url: string | null, travel: Travel): void {
  const value = Buffer.from(JSON.stringify(travel)).toString('base64url');
  const secure = isSecure(request, url);
  void reply.setCookie(travelName, value, { path: '/auth/oidc', httpOnly: true, sameSite: 'lax', secure, maxAge: travelSeconds });
}

/** Takes it out of the browser: a sign-in is finished once. */
export function takeTravel(request: FastifyRequest, reply: FastifyReply): Travel | null {
  const value = request.cookies[travelName];
  if (!value) return null;
  void reply.clearCookie(travelName, { path: '/auth/oidc' });
  try {
    const { state, nonce, verifier, to } = JSON.parse(Buffer.from(value, 'base64url').toString('utf8')) as Partial<Travel>;
    return state && nonce && verifier ? { state, nonce, verifier, to: ownPath(to) } : null;
  } catch {
    return null;
  }
}

/** A path of ours and nothing else: `//elsewhere` and `/\elsewhere` leave the site. */
export const ownPath = (path: string | undefined): string => (path && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(path) ? path : '/');
