import { z } from 'zod';
import { InstantMs } from '#coverage/contract.ts';

/** A version of a tip sheet that went with an answer. */
export const AttachedTip = z.object({ tipId: z.string(), version: z.number().int(), title: z.string() });

/** What was written about a request. `asker`: what the asker wrote back. */
export const RequestNote = z.object({
  noteId: z.string(),
  kind: z.enum(['note', 'answer', 'asker']),
  text: z.string(),
  byName: z.string(),
  at: InstantMs,
  tips: z.array(AttachedTip),
});
export type RequestNote = z.infer<typeof RequestNote>;
