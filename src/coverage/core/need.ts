import type { Instant, LocalDate } from '#kernel/time.ts';

export type NeedKind = 'unit' | 'round' | 'outreach';

/** The six states of a clinician's own exposure; `lapsed` re-opens day-one help. */
export type ExposureState = 'untrained' | 'trained' | 'first-live-round' | 'settling' | 'stable' | 'lapsed';

/**
 * One need for support: the planner's whole demand is a list of these, in order of start and then id.
 *
 * - `unit`: `headcount` supporters for the whole of one unit's shift; at least one of them must know `topic`.
 * - `round`: one supporter who knows `topic` beside one clinician for the whole window.
 * - `outreach`: one supporter who knows `topic` for `minutes` at a time of the planner's choice within the window.
 */
export interface Need {
  readonly id: string;
  readonly kind: NeedKind;
  /** Null only for an outreach whose place is the clinician's choice. */
  readonly unitId: string | null;
  readonly personId: string | null;
  readonly shiftId: string | null;
  /** The site's own date on which it starts. */
  readonly date: LocalDate;
  readonly start: Instant;
  readonly end: Instant;
  readonly headcount: number;
  /** Empty: any supporter will do. */
  readonly topic: string;
  /** Outreach: length of the session; otherwise the whole window. */
  readonly minutes: number;
  /** How many clinicians' rounds one supporter may accompany at once here: 1 = exclusive (first live round, lapsed, outreach). */
  readonly shareMax: number;
  /** The clinician's state at that moment (rounds and outreach). */
  readonly state: ExposureState | null;
  /** Planner cost of one head missing for one hour, in the currency of the plan. Larger = more urgent. */
  readonly missingCostPerHour: number;
  /** 0 … 1, from the presence it came from; 1 for unit needs and outreach. */
  readonly confidence: number;
  /** The need that this is a part of, in time: somebody left in the middle of it, and a relief takes the rest. */
  readonly partOf?: string;
}
