import type { Deps } from '#platform/deps.ts';
import type { HospitalMaker } from '../ports.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { ExerciseRuns } from './exercise-runs.ts';
import type { Shelf } from './exercise-shelf.ts';
import type { LiveAttempts } from './live-attempts.ts';
import type { Marking } from './mark-attempt.ts';
import type { OwnServer } from './own-server.ts';

/** What the routes of the practice EHR work with. */
export interface Practice extends Deps {
  readonly live: LiveAttempts;
  readonly runs: ExerciseRuns;
  readonly marking: Marking;
  readonly shelf: Shelf;
  readonly hospital: HospitalMaker;
  readonly ownServer: OwnServer;
  readonly rehearsals: Rehearsals;
}
