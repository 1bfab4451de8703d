import { extname } from 'node:path';
import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { ContentOrigin } from '#platform/http/content-origin.ts';
import { notFound } from '#platform/http/problem.ts';
import { opened } from './player-routes.ts';
import { findFile } from './store.ts';

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
 * Content is somebody else's program, and has this origin with all other content: it may keep things and reach into its own frames, but talks to
 * this origin and to nobody else, and is shown in our own pages only. In a window of its own it is in the same sandbox.
 */
const policyFor = (framers: readonly string[]): string =>
  [
    'sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads',
    "default-src 'self' data: blob:",
    "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src 'self' 'unsafe-inline'",
    "connect-src 'self'",
    "frame-src 'self' data: blob:",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    `frame-ancestors 'self' ${framers.join(' ')}`,
  ].join('; ');

/** Files of a package, at an address that only the person who opened a unit has. No cookie is looked at. */
export function contentRoute({ db, clock }: { readonly db: Db; readonly clock: Clock }, content: ContentOrigin): void {
  content.server.get<{ Params: { token: string; '*': string } }>('/play/:token/files/*', async (request, reply) => {
    const { row } = await opened(db, clock, request.params.token);
    const path = request.params['*'];
    const bytes = await findFile(db, row.package_id, path);
    if (!bytes) throw notFound('This file of the package');
    return reply
      .type(types[extname(path).toLowerCase()] ?? 'application/octet-stream')
      .header('content-security-policy', policyFor(content.framers()))
      .header('cache-control', 'private, max-age=3600')
      .send(bytes);
  });
}
