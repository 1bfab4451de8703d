import { createHash } from 'node:crypto';
import { ServerResponse, type IncomingMessage } from 'node:http';
import { lateMsMax, lateSeed } from './late-answers-switch.ts';

/*
 * Loaded before a server (`node --import`): each answer of its API is ready when it would be and leaves up to JITTER ms later, as on a network that
 * is slow now and then. How late follows from the seed, the call and how many of the same came before, not from the order of others.
 */
const before = new Map<string, number>();

function lateMs({ method, url }: IncomingMessage): number {
  const call = `${method} ${url}`;
  const nth = before.get(call) ?? 0;
  before.set(call, nth + 1);
  const share = createHash('sha256').update(`${lateSeed} ${call} ${nth}`).digest().readUInt32BE() / 2 ** 32;
  return Math.round(share * lateMsMax);
}

type End = (this: ServerResponse, ...all: unknown[]) => ServerResponse;
const { end } = ServerResponse.prototype as unknown as { end: End };
ServerResponse.prototype.end = function endLate(this: ServerResponse<IncomingMessage>, ...all: unknown[]) {
  if (!/^\/(api|ask|sandbox|auth)\//.test(this.req.url ?? '')) return end.apply(this, all);
  setTimeout(() => end.apply(this, all), lateMs(this.req));
  return this;
} as typeof ServerResponse.prototype.end;
