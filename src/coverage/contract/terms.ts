import { z } from 'zod';
import { ExternalId, LocalDateText } from '#directory/contract.ts';

/** Milliseconds since 1970-01-01T00:00Z. */
export const InstantMs = z.number().int();

export const needKinds = ['unit', 'round', 'outreach'] as const;
export const NeedKindName = z.enum(needKinds);
export const exposureStates = ['untrained', 'trained', 'first-live-round', 'settling', 'stable', 'lapsed'] as const;
export const ExposureStateName = z.enum(exposureStates);
export const reasons = ['nobody-knows-topic', 'nobody-free', 'hour-limit', 'rest', 'too-dear'] as const;
export const Reason = z.enum(reasons);
export const supporterKinds = ['super-user', 'ate', 'trainer', 'help-desk', 'analyst'] as const;

/** Plans made by runs have ids of their own; this one is what is in force, and what everybody sees on their phones. */
export const publishedPlanId = 'published';

/** A person as lists name them. */
export const PersonName = z.object({ personId: ExternalId, name: z.string() });
export type PersonName = z.infer<typeof PersonName>;

/** From `from` to `to`, both included. Each date is read in the calendar of the place that it is about. */
export const DateSpan = z.object({ from: LocalDateText, to: LocalDateText });

/** One supporter in one place for one unbroken time. `version` counts its changes: send it back with an edit. */
export const AssignmentView = z.object({
  id: z.string(),
  personId: z.string(),
  start: InstantMs,
  end: InstantMs,
  kind: NeedKindName,
  unitId: z.string().nullable(),
  shiftId: z.string().nullable(),
  needIds: z.array(z.string()),
  /** Locked: repairs and hand edits of others leave it alone until it is unlocked. */
  locked: z.boolean(),
  cost: z.number(),
  version: z.number().int(),
});
export type AssignmentView = z.infer<typeof AssignmentView>;

export const UncoveredView = z.object({
  needId: z.string(),
  missing: z.number(),
  start: InstantMs,
  end: InstantMs,
  reason: Reason,
  text: z.string(),
});
export type UncoveredView = z.infer<typeof UncoveredView>;

export const Done = z.object({ done: z.literal(true) });
