import { z } from 'zod';

/** Milliseconds since 1970. */
export const InstantMs = z.number().int();
export const attemptParams = z.object({ attemptId: z.string().min(1).max(64) });
