import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { freshAnswers } from './fresh-answers.ts';

test('no answer is taken from a browser’s memory unless it says itself for how long', async () => {
  const server = Fastify();
  freshAnswers(server);
  server.get('/plain', async () => ({}));
  server.get('/chart', async (_request, reply) => reply.header('last-modified', 'Thu, 26 Nov 2026 08:00:00 GMT').send({}));
  server.get('/tagged', async (_request, reply) => reply.header('etag', 'W/"1"').send({}));
  server.get('/picture', async (_request, reply) => reply.header('etag', '"1"').header('cache-control', 'private, max-age=3600').send({}));
  const told = async (url: string) => (await server.inject({ url })).headers['cache-control'];
  expect(await told('/plain')).toBe('no-store');
  expect(await told('/nowhere')).toBe('no-store');
  expect(await told('/chart')).toBe('private, no-cache');
  expect(await told('/tagged')).toBe('private, no-cache');
  expect(await told('/picture')).toBe('private, max-age=3600');
  await server.close();
});
