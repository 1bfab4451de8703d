import type { Interval } from '#kernel/interval.ts';
import type { Instant, TimeZone } from '#kernel/time.ts';
import type { Effort, PlanProgress } from './core/plan/plan-options.ts';
import type { Plan } from './core/plan/plan.ts';
import type { PlanProblem } from './core/plan/problem.ts';

/* What coverage needs of the outside; `integrations/` has it, `app/` joins the two. */

export interface MailMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** The same for every attempt: mail systems show a message that comes twice once. */
  readonly messageId: string;
  /** Of a conversation: what it answers, what went before, where answers go. */
  readonly inReplyTo?: string;
  readonly references?: readonly string[];
  readonly replyTo?: string;
  /** Written by nobody in particular: other programs are not to answer it (RFC 3834). */
  readonly automatic?: boolean;
}

/** Rejects when the message could not be handed over; it is then tried again later. */
export interface Mail {
  readonly send: (message: MailMessage) => Promise<void>;
}

/** A sheet of paper: what is printed, not how. A `gap` row is set off from the others. */
export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly {
    readonly heading: string;
    readonly columns: readonly string[];
    readonly rows: readonly { readonly cells: readonly string[]; readonly gap: boolean }[];
  }[];
  readonly footer: string;
}

export interface CalendarEvent extends Interval {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string;
  readonly cancelled: boolean;
  readonly attendees: readonly { readonly name: string; readonly email: string }[];
  readonly categories: readonly string[];
  readonly extra: Readonly<Record<string, string>>;
}

export interface RunOptions {
  readonly seed: number;
  readonly effort?: Effort;
  /** A cap on the wall clock; the best plan so far is then returned. Absent: the effort's own budget, which is deterministic. */
  readonly seconds?: number;
  readonly onProgress?: (progress: PlanProgress & { readonly seconds: number }) => void;
  /** Aborted: the best plan so far is returned, not thrown away. */
  readonly signal?: AbortSignal;
}

/** Plans off the event loop, with the exact solver. */
export type RunPlan = (problem: PlanProblem, options: RunOptions) => Promise<Plan>;

export interface CoveragePorts {
  readonly runPlan: RunPlan;
  /** Null: no mail server is configured; notices then stay in the inbox. */
  readonly mail: Mail | null;
  /** Where browsers reach us, for links in mails; null: links are left out. */
  readonly url: string | null;
  readonly printSheet: (sheet: Sheet) => Promise<Uint8Array>;
  readonly writeCalendar: (
    head: { readonly name: string; readonly timeZone: TimeZone; readonly stamp: Instant },
    events: readonly CalendarEvent[],
  ) => string;
}
