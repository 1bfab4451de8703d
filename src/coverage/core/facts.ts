import type { Instant, LocalDate, LocalTime, TimeZone } from '#kernel/time.ts';

/*
 * Everything that coverage decides from, as plain data. Both doors build the same value: the command line from a
 * folder of files, the server from its tables. All cores below take it and a time, and return plain data.
 */

export interface CoverageFacts {
  readonly sites: readonly SiteFact[];
  readonly units: readonly UnitFact[];
  readonly goLives: readonly GoLiveFact[];
  readonly people: readonly PersonFact[];
  readonly shifts: readonly ShiftDefinition[];
  readonly supporters: readonly Supporter[];
  readonly unitNeeds: readonly UnitNeed[];
  readonly presences: readonly Presence[];
  readonly exposures: readonly Exposure[];
  readonly outreaches: readonly Outreach[];
  /** personId -> date on which role training was certified; absent = no record of training (see the exposure clock). */
  readonly trainedOn: ReadonlyMap<string, LocalDate>;
  /** Comfort sign-offs: the unit's shift said itself that it needs no more support, from this date. */
  readonly signOffs: readonly SignOff[];
}

export interface SiteFact {
  readonly siteId: string;
  readonly name: string;
  readonly timeZone: TimeZone;
}

export interface UnitFact {
  readonly unitId: string;
  readonly name: string;
  readonly siteId: string;
  readonly building: string;
  readonly floor: string;
  readonly zone: string;
  readonly specialty: string;
  readonly beds: number;
}

export interface GoLiveFact {
  readonly wave: string;
  readonly unitId: string;
  readonly date: LocalDate;
  readonly weeks: number;
  readonly cpoe: 'mandatory' | 'voluntary';
}

export interface PersonFact {
  readonly personId: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly jobRole: string;
  readonly specialty: string;
  readonly practiceGroup: string;
  readonly employment: 'in-house' | 'shared' | 'vendor' | 'consultant';
  readonly homeUnit: string | null;
}

/** A shift as the hospital names it; an `end` at or before `start` is on the next day. */
export interface ShiftDefinition {
  readonly shiftId: string;
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly night: boolean;
}

export type SupporterKind = 'super-user' | 'ate' | 'trainer' | 'help-desk' | 'analyst';

export interface Supporter {
  readonly personId: string;
  readonly kind: SupporterKind;
  /** Topics: job roles, specialties or modules; `*` knows all. */
  readonly knows: readonly string[];
  readonly sites: readonly string[];
  /** Shifts that they may work. */
  readonly shifts: readonly string[];
  readonly maxHoursWeek: number;
  readonly minRestHours: number;
  readonly maxConsecutiveDays: number;
  readonly costPerHour: number;
  readonly availableFrom: LocalDate | null;
  readonly availableTo: LocalDate | null;
  readonly unavailable: readonly { readonly start: Instant; readonly end: Instant }[];
}

/** So many supporters on a unit's shift, of whom at least one knows `topic` (empty: any will do). */
export interface UnitNeed {
  readonly unitId: string;
  readonly shiftId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekdays: readonly number[];
  readonly headcount: number;
  readonly topic: string;
}

export type PresenceKind = 'round' | 'surgery' | 'clinic' | 'call' | 'attending';
export type PresenceSource = 'ics' | 'amion' | 'qgenda' | 'siu' | 'adt' | 'forecast';

/** A clinician expected (or seen) at a place in a window: one occurrence, recurrence already expanded. */
export interface Presence {
  readonly presenceId: string;
  readonly personId: string;
  readonly unitId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly kind: PresenceKind;
  readonly source: PresenceSource;
  /** 0 … 1: how sure we are that it happens there and then. */
  readonly confidence: number;
}

/** What already happened: live rounds in the new EHR on a day, and how many had a supporter beside them. */
export interface Exposure {
  readonly personId: string;
  readonly date: LocalDate;
  readonly unitId: string;
  readonly liveRounds: number;
  readonly supportedRounds: number;
}

/** A one-to-one session that was asked for: `minutes` long, anywhere in the window. */
export interface Outreach {
  readonly outreachId: string;
  readonly personId: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly minutes: number;
  readonly note: string;
}

export interface SignOff {
  readonly unitId: string;
  readonly shiftId: string;
  readonly from: LocalDate;
}
