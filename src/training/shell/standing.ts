import { toLocal } from '#kernel/time.ts';
import type * as contract from '../contract/gate.ts';
import { checksOf } from '../core/gate/checks.ts';
import { decide } from '../core/gate/decide.ts';
import { burstsOf, dutiesOf, roleOn } from '../core/gate/duties.ts';
import type { Burst, Decision, LearningDuty } from '../core/gate/model.ts';
import type { KnownLearner } from './load-gate.ts';
import { factsOf, type GatePicture } from './gate-picture.ts';
import { missingView } from './words.ts';

export const nameOf = ({ person }: KnownLearner): string => `${person.givenName} ${person.familyName}`.trim();

/** One person's duties, bursts, checks and decision, with the words that a page shows. */
export function standingOf(picture: GatePicture, known: KnownLearner): contract.Standing {
  const { rules, now } = picture;
  const { learner, person } = known;
  const facts = factsOf(picture, person.personId);
  const role = roleOn(learner, toLocal(now, rules.timeZone).date);
  const jobRole = role?.jobRole ?? person.jobRole;
  return {
    personId: person.personId,
    name: nameOf(known),
    jobRole,
    homeUnit: role?.homeUnit ?? null,
    goLive: role?.homeUnit ? (rules.goLives.get(role.homeUnit) ?? null) : null,
    decision: decisionView(picture, jobRole, decide(learner, jobRole, rules, facts, now)),
    duties: dutiesOf(learner, rules, facts, now).map((duty) => dutyView(picture, duty)),
    bursts: burstsOf(learner, rules, facts, now).map((burst) => burstView(picture, burst)),
    checks: checksOf(rules, facts, now).map((check) => checkView(picture, check)),
  };
}

export const checkView = (
  picture: GatePicture,
  check: { competencyId: string; step: number; dueAt: number },
): contract.RetrievalCheckView => ({
  ...check,
  name: competencyName(picture, check.competencyId),
  isDue: check.dueAt <= picture.now,
  hasItems: hasItems(picture, check.competencyId),
});

/** Whether something that teaches it here has questions. */
export const hasItems = ({ rules, modules }: GatePicture, competencyId: string): boolean =>
  rules.teachings.some((one) => one.activity === 'module' && one.competencyId === competencyId && modules.has(one.activityId));

const competencyName = (picture: GatePicture, id: string): string => picture.names.get(id) ?? id;

export function decisionView(picture: GatePicture, jobRole: string, decision: Decision): contract.DecisionView {
  return {
    jobRole,
    allow: decision.allow,
    by: decision.by,
    until: decision.until,
    missing: decision.missing.map((one) => missingView(picture, one)),
    accessProfiles: [...(picture.profiles.get(jobRole) ?? [])],
  };
}

function dutyView(picture: GatePicture, duty: LearningDuty): contract.Duty {
  const { jobRole, ...shown } = duty;
  const provedBy = picture.rules.teachings
    .filter((one) => one.competencyId === duty.competencyId && one.level >= duty.level)
    .map(({ activity, activityId }) => ({ activity, activityId, title: picture.titles.get(`${activity}/${activityId}`) ?? null }));
  const why = picture.reasons.get(`${jobRole}/${duty.competencyId}`) ?? '';
  return { ...shown, name: competencyName(picture, duty.competencyId), why, provedBy };
}

/** What each signal is called when its refresher is offered: an offer of help, never a finding against somebody. */
const signalWords: Readonly<Record<string, string>> = {
  errors: 'A few minutes on getting this right the first time',
  'paper-workarounds': 'The way without paper',
  'low-use-of-features': 'A quicker way that many have not found yet',
  'tickets-on-routine': 'What others have asked about as well',
  frustration: 'Something that may take the edge off',
  throughput: 'Fewer clicks for the same work',
  'audit-flags': 'A short look at access and documentation',
  'struggling-new-hire': 'Help for the first weeks',
};

function burstView(picture: GatePicture, burst: Burst): contract.BurstView {
  const { reason, sourceId, moduleId, due, mandatory, doneAt } = burst;
  const release = picture.releases.get(sourceId);
  const rule = picture.rules.refreshers.find((one) => one.ruleId === sourceId);
  const title = reason === 'release' ? (release?.title ?? sourceId) : (signalWords[rule?.signal ?? ''] ?? 'A short refresher');
  const moduleTitle = picture.titles.get(`module/${moduleId}`) ?? null;
  return { reason, sourceId, title, text: release?.change ?? '', moduleId, moduleTitle, due, mandatory, doneAt };
}
