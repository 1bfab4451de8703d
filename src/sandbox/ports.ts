import type { LocalDate, TimeZone } from '#kernel/time.ts';
import type { Resource } from './core/fhir/resource.ts';

/** Which hospital an attempt begins on: all that it depends on, so that the same wish always gives the same hospital. */
export interface HospitalWish {
  readonly seed: number;
  /** "Today" in the hospital. */
  readonly startDate: LocalDate;
  readonly timeZone: TimeZone;
}

/** A hospital as it is kept: a JSON list with one resource a line, squeezed (gzip). */
export interface PackedHospital {
  readonly count: number;
  readonly json: Buffer;
}

/** Whoever makes practice hospitals. `version` changes whenever the same wish would give another hospital. */
export interface HospitalMaker {
  readonly version: string;
  /** The wall clock at which its day begins: what was due before is done. `HH:MM`. */
  readonly startsAtTime: string;
  readonly make: (wish: HospitalWish) => readonly Resource[];
  /** The same in a thread of its own: it takes seconds. */
  readonly makeElsewhere?: (wish: HospitalWish) => Promise<PackedHospital>;
}

/** A FHIR server of the hospital's, of which only the reading half is used. */
export interface FhirSource {
  /** Without a slash at the end. */
  readonly address: string;
  /**
   * @param place `Patient/1`, `Observation?code=…`, or a whole address that the server gave as the next page
   * @throws SourceFault when there is no answer that could be used
   */
  readonly get: (place: string) => Promise<{ readonly status: number; readonly body: string }>;
}

export class SourceFault extends Error {
  readonly kind: 'timeout' | 'unreachable' | 'unusable';

  /** @param text what went wrong, in words, without addresses or secrets */
  constructor(kind: SourceFault['kind'], text: string) {
    super(text);
    this.kind = kind;
  }
}
