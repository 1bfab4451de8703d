import { extname } from 'node:path';
import { hashToken } from '#platform/auth/token.ts';
import type { Deps } from '#platform/deps.ts';
import { notFound } from '#platform/http/problem.ts';
import { findFile, findSession, lockRegistration } from './store.ts';
import { sessionLifeMs } from './unit-key.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.mp4': 'video/mp4',
  '.webm': 'video/webm',
  '.vtt': 'text/vtt',
  '.pdf': 'application/pdf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

/**
 * Content is somebody else's program. `sandbox` without `allow-same-origin` gives it an origin of its own: it reaches neither our pages nor
 * our cookies, in a frame or in a window. It talks to this server and to nobody else.
 */
const policy = [
  'sandbox allow-scripts allow-forms allow-modals allow-downloads',
  "default-src 'self' data: blob:",
  "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
  "style-src 'self' 'unsafe-inline'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

/** Files of a package, at an address that only the person who opened a unit has. No cookie is looked at. */
export function contentRoute({ db, clock, server }: Deps): void {
  const config = { access: 'public', rateLimit: false } as const;
  server.get<{ Params: { token: string; '*': string } }>(
    '/package-content/:token/*',
    { schema: { hide: true }, config },
    async (request, reply) => {
      const session = await findSession(db, 'content_hash', hashToken(request.params.token));
      if (!session || clock.now() > session.launched_at.getTime() + sessionLifeMs) throw notFound('This address');
      const { package_id: packageId } = await db.tx((tx) => lockRegistration(tx, session.registration));
      const path = request.params['*'];
      const bytes = await findFile(db, packageId, path);
      if (!bytes) throw notFound('This file of the package');
      return reply
        .type(types[extname(path).toLowerCase()] ?? 'application/octet-stream')
        .header('content-security-policy', policy)
        .removeHeader('x-frame-options')
        .header('cross-origin-resource-policy', 'cross-origin')
        .header('access-control-allow-origin', '*')
        .header('referrer-policy', 'no-referrer')
        .header('cache-control', 'private, max-age=3600')
        .send(bytes);
    },
  );
}
