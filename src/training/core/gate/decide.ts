import { dayMs, toLocal, type Instant } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import { coverOf, type Cover } from './coverage-of-duty.ts';
import { burstsOf, endOf, failedAttempts, failuresIn, roleOn } from './duties.ts';
import type { Decision, GateRules, Learner, Missing, RequirementRule } from './model.ts';
import { countable, proofsOf, waiversOf } from './proofs.ts';

/**
 * May this person work in the EHR in this job role? A function of the ledger and the rules, so that whoever replays the ledger decides the
 * same. Nobody whose role has a mandatory gap is let in but by break-glass, which has a name, a reason and an end.
 */
export function decide(learner: Learner, jobRole: string, rules: GateRules, facts: readonly KnownFact[], now: Instant): Decision {
  const today = toLocal(now, rules.timeZone).date;
  const role = roleOn(learner, today);
  if (learner.endDate !== null && learner.endDate < today) return shut([missing('employment', '', 'not-here')]);
  const employedUntil = learner.endDate === null ? null : endOf(learner.endDate, rules);
  const certified =
    role?.jobRole === jobRole ? byCertification(learner, jobRole, rules, facts, now) : shut([missing('role', jobRole, 'role-not-held')]);
  const decision = certified.allow ? certified : (byBreakGlass(certified, jobRole, facts, now) ?? certified);
  return decision.allow ? { ...decision, until: earliest(decision.until, employedUntil) } : decision;
}

function byCertification(learner: Learner, jobRole: string, rules: GateRules, facts: readonly KnownFact[], now: Instant): Decision {
  if (rules.rolesThatNeedNothing.includes(jobRole)) return { allow: true, by: 'nothing-needed', missing: [], until: null };
  const requirements = rules.requirements.filter((one) => one.jobRole === jobRole && one.mandatory);
  // A role that nobody has thought about is not one that needs nothing.
  if (requirements.length === 0) return shut([missing('role', jobRole, 'no-requirements-set')]);
  const counted = countable(facts, now);
  const given = { proofs: proofsOf(counted, rules), waivers: waiversOf(counted) };
  const covers = requirements.map((requirement) => ({ requirement, cover: coverOf(requirement, given, rules.settings, now) }));
  const failures = failuresIn(facts);
  const gaps = covers
    .filter(({ cover }) => !cover.passes)
    .map(({ requirement, cover }) =>
      missing(
        'competency',
        requirement.competencyId,
        whyNot(requirement, cover, given.proofs),
        failedAttempts(failures, rules, requirement.competencyId),
      ),
    );
  const bursts = burstsOf(learner, rules, facts, now).filter((burst) => burst.mandatory && burst.doneAt === null);
  const graceMs = rules.settings.graceDaysAfterLapse * dayMs;
  const ends = bursts.map((burst) => ({ burst, end: endOf(burst.due, rules) + graceMs }));
  const late = ends.filter(({ end }) => end <= now).map(({ burst }) => missing('release', burst.sourceId, 'not-done'));
  if (gaps.length + late.length > 0) return shut([...gaps, ...late]);
  const until = [...covers.map(({ cover }) => cover.passesUntil), ...ends.map(({ end }) => end)].reduce(earliest, null);
  return { allow: true, by: 'certification', missing: [], until };
}

function whyNot(requirement: RequirementRule, cover: Cover, proofs: readonly { readonly competencyId: string }[]): Missing['why'] {
  if (cover.state === 'expired') return 'expired';
  return proofs.some((proof) => proof.competencyId === requirement.competencyId) ? 'level-too-low' : 'never-proved';
}

/** Broken for this role, not over, and not mended since (in one moment: mended). */
function byBreakGlass(denied: Decision, jobRole: string, facts: readonly KnownFact[], now: Instant): Decision | null {
  const counted = countable(facts, now);
  const mended = counted.reduce(
    (last, fact) => (fact.kind === 'glass-mended' && fact.jobRole === jobRole ? Math.max(last, fact.at) : last),
    -Infinity,
  );
  const ends = counted.flatMap((fact) =>
    fact.kind === 'glass-broken' && fact.jobRole === jobRole && fact.until > now && fact.at > mended ? [fact.until] : [],
  );
  return ends.length === 0 ? null : { allow: true, by: 'break-glass', missing: denied.missing, until: Math.max(...ends) };
}

/**
 * When somebody was certified for their role first: every mandatory competency proved or waived. null: not yet. What expired since is the
 * gate's concern; that they once learned it stays true.
 */
export function certifiedAt(learner: Learner, rules: GateRules, facts: readonly KnownFact[], now: Instant): Instant | null {
  const role = roleOn(learner, toLocal(now, rules.timeZone).date);
  if (!role) return null;
  const counted = countable(facts, now);
  const [proofs, waivers] = [proofsOf(counted, rules), waiversOf(counted)];
  const requirements = rules.requirements.filter((one) => one.jobRole === role.jobRole && one.mandatory);
  const moments = requirements.map(({ competencyId, level }) =>
    Math.min(
      ...proofs.filter((one) => one.competencyId === competencyId && one.level >= level).map((one) => one.at),
      ...waivers.filter((one) => one.competencyId === competencyId).map((one) => one.at),
    ),
  );
  const last = Math.max(-Infinity, ...moments);
  return Number.isFinite(last) ? last : null;
}

const shut = (gaps: readonly Missing[]): Decision => ({ allow: false, by: null, missing: gaps, until: null });
const missing = (kind: Missing['kind'], id: string, why: Missing['why'], failedAttempts = 0): Missing => ({
  kind,
  id,
  why,
  failedAttempts,
});
const earliest = (a: Instant | null, b: Instant | null): Instant | null => (a === null ? b : b === null ? a : Math.min(a, b));
