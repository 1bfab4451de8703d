import type { Answer } from '#platform/http/route.ts';
import type { getMatrix } from '#training/contract.ts';

export type Matrix = Answer<typeof getMatrix>;
