import { randomInt } from 'node:crypto';

/** How late the answers of the API are at most, in ms; 0: not at all. */
export const lateMsMax = Number(process.env.JITTER ?? 0);

/** What decides how late each is: told where a test fails, so that it can be looked for again. */
export const lateSeed = (process.env.JITTER_SEED ??= String(randomInt(1_000_000)));
