import { createContext, useContext } from 'react';
import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Reference } from '../fhir/elements.ts';

/** What was done that leaves no resource: the words are the exercises' (`docs/subsystems/exercises.md`). */
export interface TrailNote {
  readonly kind:
    | 'chart-opened'
    | 'screen-opened'
    | 'viewed'
    | 'barcode-scanned'
    | 'alert-shown'
    | 'alert-overridden'
    | 'alert-heeded'
    | 'searched'
    | 'identified'
    | 'witnessed'
    | 'called'
    | 'downtime-began'
    | 'downtime-ended'
    | 'downtime-entered'
    | 'clicked';
  readonly [detail: string]: string | number | boolean;
}

/** The attempt that the screens below work in. */
export interface AttemptSpace {
  readonly attemptId: string;
  /** Where the attempt's own hospital is: FHIR R4. */
  readonly fhirPath: string;
  /** Where its decision support is: CDS Hooks. */
  readonly cdsPath: string;
  /** Job role that is practised: `physician`, `nurse` … */
  readonly role: string;
  /** Whom the learner plays in the hospital: `Practitioner/…` with a name. */
  readonly learner: Reference;
  /** The hospital's own clock: what its walls show. */
  readonly zone: TimeZone;
  readonly now: () => Instant;
  /** ISO 8601 of `now`, in the hospital's offset: what resources carry. */
  readonly nowIso: () => string;
  /** Says to the attempt's trail what the learner did. Never fails for the learner: it is sent again if it must. */
  readonly note: (note: TrailNote) => void;
  /** Resolves when all notes so far have arrived. */
  readonly idle: () => Promise<void>;
  /** Submitted or closed: the record can be read and no longer changed. */
  readonly closed: boolean;
  /** A downtime is being practised: nothing can be written, but time goes on. `closed` is true as well. */
  readonly down: boolean;
}

export const AttemptContext = createContext<AttemptSpace | null>(null);

export function useAttempt(): AttemptSpace {
  const space = useContext(AttemptContext);
  if (!space) throw new Error('bug: useAttempt outside an attempt');
  return space;
}
