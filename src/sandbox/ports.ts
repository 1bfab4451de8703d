import type { LocalDate, TimeZone } from '#kernel/time.ts';
import type { Resource } from './core/fhir/resource.ts';

/** Which hospital an attempt begins on: all that it depends on, so that the same wish always gives the same hospital. */
export interface HospitalWish {
  readonly seed: number;
  /** "Today" in the hospital. */
  readonly startDate: LocalDate;
  readonly timeZone: TimeZone;
}

/** Whoever makes practice hospitals. `version` changes whenever the same wish would give another hospital. */
export interface HospitalMaker {
  readonly version: string;
  /** The wall clock at which its day begins: what was due before is done. `HH:MM`. */
  readonly startsAtTime: string;
  readonly make: (wish: HospitalWish) => readonly Resource[];
}
