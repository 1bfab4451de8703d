import type { Person, Site, Unit } from '#directory/contract.ts';
import type { GoLiveFact, PresenceKind, ShiftDefinition, Supporter } from '#coverage/core/facts.ts';
import type { LocalDate, LocalTime } from '#kernel/time.ts';

export type Size = 'S' | 'M' | 'L';

export interface HospitalOptions {
  readonly size: Size;
  readonly seed: number;
  /** All dates follow from it; it falls in week two of the first wave. */
  readonly today: LocalDate;
  /** Write only what a small hospital has at hand: four CSV files and a calendar. */
  readonly minimal?: boolean;
}

/** How many people use the EHR on a shift, and how their need runs over the week. */
export type UnitProfile = 'ward' | 'small-ward' | 'rural-ward' | 'intensive' | 'emergency' | 'perioperative' | 'clinic';

export interface DemoUnit extends Unit {
  readonly profile: UnitProfile;
  /** 1-based. */
  readonly wave: number;
}

export interface Places {
  readonly sites: readonly Site[];
  readonly units: readonly DemoUnit[];
}

/**
 * How a practice comes to the hospital.
 * - `rotation`: partners take turns by the week, every `weeks`; `twice` rounds there at once.
 * - `weekly`: everybody on two fixed days a week.
 * - `blocks`: operating blocks, a short round on the ward before them.
 * - `rare`: one day in every `weeks`.
 * - `roster`: published as an Amion or QGenda export, not as a calendar.
 * - `clinic`: clinic sessions and a rotation on the ward.
 */
export type PracticePattern = 'rotation' | 'weekly' | 'blocks' | 'rare' | 'amion' | 'qgenda' | 'clinic';

export interface Practice {
  readonly name: string;
  readonly specialties: readonly string[];
  readonly units: readonly string[];
  readonly physicians: number;
  readonly pattern: PracticePattern;
  readonly weeks: number;
}

export interface DemoSupporter extends Omit<Supporter, 'unavailable'> {
  /** Wall-clock `start/end` texts at the supporter's first site. */
  readonly unavailable: readonly string[];
}

export interface DemoNeed {
  readonly unitId: string;
  readonly shiftId: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly weekdays: readonly number[];
  readonly headcount: number;
  readonly topic: string;
}

/** A clinician's window at a place on one day: what every calendar, roster and message below is written from. */
export interface Visit {
  readonly personId: string;
  readonly unitId: string;
  readonly date: LocalDate;
  readonly start: LocalTime;
  /** At or before `start`: on the next day. */
  readonly end: LocalTime;
  readonly kind: PresenceKind;
}

export interface Hospital {
  readonly options: HospitalOptions;
  readonly goLive: LocalDate;
  readonly lastDay: LocalDate;
  readonly sites: readonly Site[];
  readonly units: readonly DemoUnit[];
  readonly goLives: readonly GoLiveFact[];
  readonly shifts: readonly ShiftDefinition[];
  readonly practices: readonly Practice[];
  readonly people: readonly Person[];
  readonly needs: readonly DemoNeed[];
  readonly supporters: readonly DemoSupporter[];
}
