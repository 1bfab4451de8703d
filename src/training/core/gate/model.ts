import type { Instant, LocalDate, TimeZone } from '#kernel/time.ts';
import type { GateSettings } from './settings.ts';

/*
 * What the gate decides from, as plain data. All of it is either the hospital's own (people, go-lives), argued over in the matrix, or
 * read from the ledger. Nothing is typed in per person.
 */

/** What somebody was from `from` (included) to `to` (excluded); null: still. */
export interface RoleSpan {
  readonly jobRole: string;
  readonly homeUnit: string | null;
  readonly from: LocalDate;
  readonly to: LocalDate | null;
}

export interface Learner {
  readonly personId: string;
  /** Oldest first. */
  readonly roles: readonly RoleSpan[];
  readonly hireDate: LocalDate | null;
  /** The last day here. */
  readonly endDate: LocalDate | null;
}

export interface RequirementRule {
  readonly jobRole: string;
  readonly competencyId: string;
  readonly level: number;
  readonly mandatory: boolean;
  readonly validDays: number | null;
  readonly dueDaysBeforeGoLive: number;
  readonly dueDaysAfterStart: number;
}

export interface TeachingRule {
  readonly activity: 'module' | 'exercise' | 'class';
  readonly activityId: string;
  readonly competencyId: string;
  readonly level: number;
  readonly proof: 'passed' | 'completed' | 'attended';
}

export interface EquivalenceRule {
  readonly fromCompetency: string;
  readonly toCompetency: string;
  readonly level: number;
}

/** A change of the EHR, and the five minutes that tell those whom it touches. */
export interface Release {
  readonly releaseId: string;
  /** On or after this moment the burst counts; it is due on `due`. */
  readonly announcedAt: Instant;
  readonly due: LocalDate;
  /** The tasks that are done differently. */
  readonly competencies: readonly string[];
  readonly moduleId: string;
  /** After the due date and the grace it stands in the way. */
  readonly mandatory: boolean;
}

/** What follows from a signal: a burst of minutes, a module, or somebody who comes along. */
export interface RefresherRule {
  readonly ruleId: string;
  readonly signal: string;
  /** null: whatever the signal is about. */
  readonly competencyId: string | null;
  readonly offer: 'burst' | 'module' | 'outreach';
  /** Empty for outreach. */
  readonly moduleId: string;
  readonly dueDays: number;
}

export interface GateRules {
  readonly requirements: readonly RequirementRule[];
  readonly teachings: readonly TeachingRule[];
  readonly equivalences: readonly EquivalenceRule[];
  /** Job roles that have access without training. */
  readonly rolesThatNeedNothing: readonly string[];
  /** unitId -> its first go-live. */
  readonly goLives: ReadonlyMap<string, LocalDate>;
  readonly releases: readonly Release[];
  readonly refreshers: readonly RefresherRule[];
  readonly timeZone: TimeZone;
  readonly settings: GateSettings;
}

export type DutyState =
  /** Not proved yet. */
  | 'open'
  | 'done'
  | 'waived'
  /** Proved; the proof ends soon. */
  | 'lapsing'
  /** The proof has ended; access stays until the grace is over. */
  | 'lapsed'
  /** Ended, and the grace is over. */
  | 'expired';

export interface LearningDuty {
  readonly jobRole: string;
  readonly competencyId: string;
  readonly level: number;
  readonly mandatory: boolean;
  readonly state: DutyState;
  /** Why now: own go-live, a start in the role, a proof that ends. */
  readonly reason: 'go-live' | 'start' | 'refresh';
  /** null: no go-live is known yet. */
  readonly due: LocalDate | null;
  readonly overdue: boolean;
  /** When it was proved first at this level; null: never. */
  readonly provedAt: Instant | null;
  /** When what covers it ends; null: nothing covers it, or nothing ends it. */
  readonly coveredUntil: Instant | null;
  readonly failedAttempts: number;
}

/** A few minutes about one thing that is new, or that use showed to be needed again. */
export interface Burst {
  readonly reason: 'release' | 'signal';
  /** Of the release or the rule. */
  readonly sourceId: string;
  readonly competencies: readonly string[];
  readonly moduleId: string;
  readonly since: Instant;
  readonly due: LocalDate;
  readonly mandatory: boolean;
  readonly doneAt: Instant | null;
}

export interface Missing {
  readonly kind: 'competency' | 'release' | 'role' | 'employment';
  /** A competency, a release, a job role; empty for employment. */
  readonly id: string;
  readonly why: 'never-proved' | 'level-too-low' | 'expired' | 'not-done' | 'no-requirements-set' | 'role-not-held' | 'not-here';
  readonly failedAttempts: number;
}

export interface Decision {
  readonly allow: boolean;
  readonly by: 'certification' | 'nothing-needed' | 'break-glass' | null;
  /** What keeps them out, or would without break-glass. */
  readonly missing: readonly Missing[];
  /** When an `allow` ends if nothing happens meanwhile; null: no end in sight, or no access. */
  readonly until: Instant | null;
}
