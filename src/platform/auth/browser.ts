import type { FastifyRequest } from 'fastify';
import { readSessionCookie } from './cookie.ts';
import type { Browser } from './sign-in.ts';

export const browserOf = (request: FastifyRequest, url: string | null): Browser => ({
  origin: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
  oldToken: readSessionCookie(request, url),
});
