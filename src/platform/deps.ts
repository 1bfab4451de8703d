import type { FastifyInstance } from 'fastify';
import type { Instant } from '#kernel/time.ts';
import type { Db } from './db/open.ts';

/** The only clock: tests own it, the server uses the machine's. */
export interface Clock {
  now(): Instant;
}

/** What every context's routes and jobs are given. */
export interface Deps {
  readonly db: Db;
  readonly clock: Clock;
  readonly server: FastifyInstance;
}
