import { dayMs, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import type { FactKind, KnownFact } from '../ledger/facts.ts';
import { certifiedAt, decide } from './decide.ts';
import { burstsOf, dutiesOf, endOf, roleOn } from './duties.ts';
import type { Decision, GateRules, Learner, LearningDuty, Missing } from './model.ts';
import { passRates, type PassRate } from './pass-rate.ts';
import { countable, proofsOf, waiversOf } from './proofs.ts';

/*
 * How one person stands, in the few words that lists and sums are made from. A function of that person's facts alone, so that whoever keeps
 * summaries makes only those anew whom something new concerns.
 */

export type ReadinessState = 'certified' | 'lapsing' | 'in-progress' | 'not-started' | 'blocked' | 'break-glass';

export interface Readiness {
  readonly jobRole: string;
  readonly homeUnit: string | null;
  readonly goLive: LocalDate | null;
  readonly state: ReadinessState;
  readonly allow: boolean;
  /** Of the mandatory duties: how many are done, of how many. */
  readonly done: number;
  readonly mandatory: number;
  readonly missing: readonly Missing[];
  /** The first of what is open. */
  readonly due: LocalDate | null;
  readonly overdue: boolean;
  readonly stuckOn: readonly string[];
  /** Mandatory competencies that are to be proved, for the first time or again. */
  readonly toProve: readonly string[];
}

/** How often somebody came to an activity and passed it, voided or not. */
export interface Tally {
  readonly came: number;
  readonly missed: number;
  readonly passed: number;
  readonly failed: number;
}

export interface Summary {
  /** Null: holds no role today. */
  readonly readiness: Readiness | null;
  readonly certifiedAt: Instant | null;
  /** Releases that reach them. */
  readonly releases: readonly { readonly releaseId: string; readonly done: boolean }[];
  /** Of this person's attempts. */
  readonly rates: readonly PassRate[];
  /** activityId -> */
  readonly tallies: ReadonlyMap<string, Tally>;
  /** Whether any fact proves something or takes it back. */
  readonly proves: boolean;
}

/** The kinds of facts that a summary is made from. */
export const summaryKinds = [
  'module-started',
  'module-completed',
  'module-passed',
  'module-failed',
  'exercise-graded',
  'class-attended',
  'class-missed',
  'competency-shown',
  'equivalence-granted',
  'duty-waived',
  'grant-withdrawn',
  'glass-broken',
  'glass-mended',
  'signal-seen',
] as const satisfies readonly FactKind[];

/** Kinds that decide whether somebody is certified. */
export const provingKinds = [
  'module-passed',
  'module-completed',
  'exercise-graded',
  'class-attended',
  'competency-shown',
  'equivalence-granted',
  'duty-waived',
  'grant-withdrawn',
] as const satisfies readonly FactKind[];
const proving: ReadonlySet<FactKind> = new Set<FactKind>(provingKinds);

/** `learner` null: not in the directory any more; their attempts still count. */
export function summaryOf(learner: Learner | null, rules: GateRules, facts: readonly KnownFact[], now: Instant): Summary {
  return {
    readiness: learner && readinessOf(learner, rules, facts, now),
    certifiedAt: learner && certifiedAt(learner, rules, facts, now),
    releases: learner
      ? burstsOf(learner, rules, facts, now)
          .filter((burst) => burst.reason === 'release')
          .map((burst) => ({ releaseId: burst.sourceId, done: burst.doneAt !== null }))
      : [],
    rates: passRates(facts, rules.settings.abandonedAfterDays, now),
    tallies: talliesOf(facts),
    proves: facts.some((fact) => proving.has(fact.kind)),
  };
}

const stuckAttempts = 2;

function readinessOf(learner: Learner, rules: GateRules, facts: readonly KnownFact[], now: Instant): Readiness | null {
  const role = roleOn(learner, toLocal(now, rules.timeZone).date);
  if (!role) return null;
  const decision = decide(learner, role.jobRole, rules, facts, now);
  const duties = dutiesOf(learner, rules, facts, now);
  const mandatory = duties.filter((duty) => duty.mandatory);
  const open = mandatory.filter((duty) => duty.state === 'open' || duty.state === 'expired');
  const dues = open.flatMap((duty) => duty.due ?? []).toSorted();
  return {
    jobRole: role.jobRole,
    homeUnit: role.homeUnit,
    goLive: role.homeUnit === null ? null : (rules.goLives.get(role.homeUnit) ?? null),
    state: stateOf(decision, duties),
    allow: decision.allow,
    done: mandatory.length - open.length,
    mandatory: mandatory.length,
    missing: decision.missing,
    due: dues[0] ?? null,
    overdue: open.some((duty) => duty.overdue),
    stuckOn: open.filter((duty) => duty.failedAttempts >= stuckAttempts).map((duty) => duty.competencyId),
    toProve: open.map((duty) => duty.competencyId),
  };
}

function stateOf(decision: Decision, duties: readonly LearningDuty[]): ReadinessState {
  if (decision.by === 'break-glass') return 'break-glass';
  const mandatory = duties.filter((duty) => duty.mandatory);
  const of = (...states: LearningDuty['state'][]): number => mandatory.filter((duty) => states.includes(duty.state)).length;
  if (decision.allow) return of('lapsing', 'lapsed') > 0 ? 'lapsing' : 'certified';
  const done = mandatory.length - of('open', 'expired');
  if (of('expired') > 0 || done === mandatory.length) return 'blocked';
  return done === 0 && duties.every((duty) => duty.failedAttempts === 0) ? 'not-started' : 'in-progress';
}

const noTally: Tally = { came: 0, missed: 0, passed: 0, failed: 0 };

export function talliesOf(facts: readonly KnownFact[]): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  const count = (id: string, what: keyof Tally): void => {
    const before = tallies.get(id) ?? noTally;
    tallies.set(id, { ...before, [what]: before[what] + 1 });
  };
  for (const fact of facts) {
    if (fact.kind === 'class-attended') count(fact.moduleId, 'came');
    else if (fact.kind === 'class-missed') count(fact.moduleId, 'missed');
    else if (fact.kind === 'module-passed') count(fact.moduleId, 'passed');
    else if (fact.kind === 'module-failed') count(fact.moduleId, 'failed');
    else if (fact.kind === 'exercise-graded') count(fact.exerciseId, fact.passed ? 'passed' : 'failed');
  }
  return tallies;
}

/** The next moment at which time alone may change a summary on the same local date; Infinity: none. */
export function nextChange(learner: Learner | null, rules: GateRules, facts: readonly KnownFact[], now: Instant): Instant {
  const { abandonedAfterDays } = rules.settings;
  const told = facts.flatMap((fact) => {
    if (fact.kind === 'module-started') return [fact.at, fact.at + abandonedAfterDays * dayMs];
    return fact.kind === 'glass-broken' ? [fact.at, fact.until] : [fact.at];
  });
  const moments = [...told, ...ofReleases(rules), ...(learner ? ofProofs(learner, rules, facts, now) : [])];
  return moments.reduce((next, moment) => (moment > now && moment < next ? moment : next), Infinity);
}

const ofReleases = (rules: GateRules): Instant[] =>
  rules.releases.flatMap(({ announcedAt, due }) => [announcedAt, endOf(due, rules) + rules.settings.graceDaysAfterLapse * dayMs]);

/** When each proof warns, ends, and has ended for longer than the grace; when each waiver ends. */
function ofProofs(learner: Learner, rules: GateRules, facts: readonly KnownFact[], now: Instant): Instant[] {
  const jobRole = roleOn(learner, toLocal(now, rules.timeZone).date)?.jobRole;
  const counted = countable(facts, now);
  const proofs = proofsOf(counted, rules);
  const [warnMs, graceMs] = [rules.settings.warnDaysBeforeLapse * dayMs, rules.settings.graceDaysAfterLapse * dayMs];
  const ends = rules.requirements
    .filter((requirement) => requirement.jobRole === jobRole)
    .flatMap(({ competencyId, validDays }) =>
      proofs
        .filter((proof) => proof.competencyId === competencyId)
        .map(({ at, until }) => Math.min(validDays === null ? Infinity : at + validDays * dayMs, until ?? Infinity)),
    );
  const waivers = waiversOf(counted).flatMap((waiver) => waiver.until ?? []);
  return [...ends.flatMap((end) => [end - warnMs, end, end + graceMs]), ...waivers];
}
