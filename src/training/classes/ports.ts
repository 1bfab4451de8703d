import type { Interval } from '#kernel/interval.ts';
import type { Instant } from '#kernel/time.ts';
import type { Timetable, TimetableProblem } from '../core/timetable/problem.ts';
import type { TimetableProgress } from '../core/timetable/solve.ts';
import type { Reader } from './tables.ts';

/** A class as a calendar shows it, for one person. */
export interface ClassInvitation extends Interval {
  /** The same for every change of the same seat. */
  readonly uid: string;
  readonly sequence: number;
  /** RFC 5546: REQUEST puts it into the calendar or changes it there, CANCEL takes it out. */
  readonly method: 'REQUEST' | 'CANCEL';
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  /** Answers go to the address from which mail is sent. */
  readonly organizerName: string;
  readonly attendee: { readonly name: string; readonly email: string };
}

export interface InvitationMail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly messageId: string;
  /** Absent in a reminder. */
  readonly invitation?: ClassInvitation & { readonly stamp: Instant };
}

export interface RunTimetable {
  readonly seed: number;
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: TimetableProgress) => void;
}

/** What classes need of the outside; `integrations/` and contexts to the right have it, `app/` joins them. */
export interface ClassPorts {
  /** When these people are expected somewhere (rounds, clinics, published support), as far as anybody knows. */
  readonly isElsewhere: (
    on: Reader,
    personIds: readonly string[],
    when: Interval,
  ) => Promise<readonly (Interval & { readonly personId: string })[]>;
  /** Searches off the event loop; ends at the latest after `seconds`, or when the signal says so, with the best so far. */
  readonly runTimetable: (problem: TimetableProblem, options: RunTimetable) => Promise<Timetable>;
  /** Null: no mail server is configured; seats then show here alone. Rejects when it could not be handed over. */
  readonly invite: ((mail: InvitationMail) => Promise<void>) | null;
  /** Where browsers reach us, for links; null: links are left out. */
  readonly url: string | null;
}
