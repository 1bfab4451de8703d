import { addDays, dayMs, toInstant, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import { coverOf } from './coverage-of-duty.ts';
import type { Burst, GateRules, Learner, LearningDuty, RequirementRule, RoleSpan } from './model.ts';
import { withoutOvertaken } from './newest-grade.ts';
import { countable, proofsOf, waiversOf } from './proofs.ts';

/** The role that somebody holds on a date; null: none, or not here. */
export function roleOn(learner: Learner, date: LocalDate): RoleSpan | null {
  if (learner.endDate !== null && learner.endDate < date) return null;
  return learner.roles.findLast((span) => span.from <= date && (span.to === null || span.to > date)) ?? null;
}

/** What somebody must be able to do, computed from the matrix, their roles over time and the ledger; most urgent first. */
export function dutiesOf(learner: Learner, rules: GateRules, facts: readonly KnownFact[], now: Instant): readonly LearningDuty[] {
  const today = toLocal(now, rules.timeZone).date;
  const role = roleOn(learner, today);
  if (!role) return [];
  const counted = countable(facts, now);
  const given = { proofs: proofsOf(counted, rules), waivers: waiversOf(counted) };
  const start = startInRole(learner, role);
  return rules.requirements
    .filter((requirement) => requirement.jobRole === role.jobRole)
    .map((requirement): LearningDuty => {
      const cover = coverOf(requirement, given, rules.settings, now);
      const when = dueOf(requirement, { start, goLive: ownGoLive(role, rules) });
      const isRefresh = ['lapsing', 'lapsed', 'expired'].includes(cover.state) && cover.provedUntil !== null;
      const due = isRefresh && cover.provedUntil !== null ? toLocal(cover.provedUntil, rules.timeZone).date : when.due;
      const settled = cover.state === 'done' || cover.state === 'waived' || cover.state === 'lapsing';
      return {
        jobRole: role.jobRole,
        competencyId: requirement.competencyId,
        level: requirement.level,
        mandatory: requirement.mandatory,
        state: cover.state,
        reason: isRefresh ? 'refresh' : when.reason,
        due,
        overdue: !settled && due !== null && due < today,
        provedAt: cover.firstAt,
        coveredUntil: cover.passesUntil,
        failedAttempts: failedAttempts(facts, rules, requirement.competencyId),
      };
    })
    .toSorted(byUrgency);
}

const byUrgency = (a: LearningDuty, b: LearningDuty): number =>
  Number(b.mandatory) - Number(a.mandatory) || (a.due ?? '9').localeCompare(b.due ?? '9') || a.competencyId.localeCompare(b.competencyId);

/** Since when without a break; the first role's start is not later than the hire. */
function startInRole(learner: Learner, role: RoleSpan): LocalDate | null {
  let start = role.from;
  for (const span of learner.roles.toReversed()) if (span.jobRole === role.jobRole && span.to === start) start = span.from;
  const first = learner.roles[0];
  // A history begins with the first import: who was hired before that has been in the role since their hire, as far as anybody knows.
  if (first && start === first.from && learner.hireDate !== null && learner.hireDate < start) return learner.hireDate;
  return start;
}

/** Of the home unit. Whoever has none (a practice's physician) is due with the first unit that goes live. */
function ownGoLive(role: RoleSpan, rules: GateRules): LocalDate | null {
  if (role.homeUnit !== null) return rules.goLives.get(role.homeUnit) ?? null;
  return [...rules.goLives.values()].reduce<LocalDate | null>((first, date) => (first === null || date < first ? date : first), null);
}

/** Before the own go-live, or some days after the start in the role where that is later. */
function dueOf(
  requirement: RequirementRule,
  { start, goLive }: { readonly start: LocalDate | null; readonly goLive: LocalDate | null },
): { due: LocalDate | null; reason: 'go-live' | 'start' } {
  if (goLive === null) return { due: null, reason: 'go-live' };
  const beforeGoLive = addDays(goLive, -requirement.dueDaysBeforeGoLive);
  const afterStart = start === null ? null : addDays(start, requirement.dueDaysAfterStart);
  if (afterStart !== null && afterStart > beforeGoLive) return { due: afterStart, reason: 'start' };
  return { due: beforeGoLive, reason: 'go-live' };
}

/** Voided ones too: nobody's trouble is made to disappear. */
function failedAttempts(facts: readonly KnownFact[], rules: GateRules, competencyId: string): number {
  const teachings = rules.teachings.filter((one) => one.competencyId === competencyId);
  return withoutOvertaken(facts).filter((fact) => {
    if (fact.kind === 'module-failed') return teachings.some((one) => one.activity === 'module' && one.activityId === fact.moduleId);
    if (fact.kind !== 'exercise-graded' || (fact.passed && !fact.unsafe)) return false;
    return teachings.some((one) => one.activity === 'exercise' && one.activityId === fact.exerciseId);
  }).length;
}

/** The bursts that reach somebody: of releases that touch what their role must do, and of signals that were seen of them. */
export function burstsOf(learner: Learner, rules: GateRules, facts: readonly KnownFact[], now: Instant): readonly Burst[] {
  const role = roleOn(learner, toLocal(now, rules.timeZone).date);
  if (!role) return [];
  const counted = countable(facts, now);
  const asked = new Set(rules.requirements.filter((one) => one.jobRole === role.jobRole).map((one) => one.competencyId));
  const releases = rules.releases
    .filter((release) => release.announcedAt <= now && release.competencies.some((one) => asked.has(one)))
    .map((release): Burst => {
      const competencies = release.competencies.filter((one) => asked.has(one));
      const { moduleId, due, mandatory, announcedAt: since } = release;
      return {
        reason: 'release',
        sourceId: release.releaseId,
        competencies,
        moduleId,
        since,
        due,
        mandatory,
        doneAt: doneSince(counted, moduleId, since),
      };
    });
  return [...releases, ...fromSignals(counted, rules, asked)].toSorted(
    (a, b) => a.due.localeCompare(b.due) || a.sourceId.localeCompare(b.sourceId),
  );
}

function fromSignals(counted: readonly KnownFact[], rules: GateRules, asked: ReadonlySet<string>): readonly Burst[] {
  const bursts = rules.refreshers
    .filter((rule) => rule.offer !== 'outreach')
    .flatMap((rule): readonly Burst[] => {
      const seen = counted.filter(
        (fact) =>
          fact.kind === 'signal-seen' &&
          fact.signal === rule.signal &&
          (rule.competencyId === null ? fact.competencyId === null || asked.has(fact.competencyId) : asked.has(rule.competencyId)) &&
          (rule.competencyId === null || fact.competencyId === null || fact.competencyId === rule.competencyId),
      );
      if (seen.length === 0) return [];
      // Seen again before it was answered: one burst, since the first. Seen again afterwards: another.
      const since = earliestUnanswered(
        counted,
        rule.moduleId,
        seen.map((fact) => fact.at),
      );
      const due = addDays(toLocal(since, rules.timeZone).date, rule.dueDays);
      const competencies = rule.competencyId === null ? [] : [rule.competencyId];
      const { moduleId, ruleId: sourceId } = rule;
      return [
        { reason: 'signal', sourceId, competencies, moduleId, since, due, mandatory: false, doneAt: doneSince(counted, moduleId, since) },
      ];
    });
  return bursts;
}

function earliestUnanswered(counted: readonly KnownFact[], moduleId: string, seen: readonly Instant[]): Instant {
  const done = counted.filter((fact) => isDone(fact, moduleId)).map((fact) => fact.at);
  const sorted = seen.toSorted((a, b) => a - b);
  return sorted.find((at) => !done.some((moment) => moment >= at)) ?? sorted.at(-1) ?? 0;
}

const isDone = (fact: KnownFact, moduleId: string): boolean =>
  (fact.kind === 'module-passed' || fact.kind === 'module-completed') && fact.moduleId === moduleId;

const doneSince = (counted: readonly KnownFact[], moduleId: string, since: Instant): Instant | null =>
  counted.reduce<Instant | null>(
    (first, fact) => (isDone(fact, moduleId) && fact.at >= since && (first === null || fact.at < first) ? fact.at : first),
    null,
  );

/** The end of a local date, as a moment. */
export function endOf(date: LocalDate, rules: Pick<GateRules, 'timeZone'>): Instant {
  const midnight = toInstant(addDays(date, 1), '00:00', rules.timeZone);
  return midnight.ok ? midnight.value : Date.parse(`${date}T00:00:00Z`) + 2 * dayMs; // a zone whose clocks skip midnight
}
